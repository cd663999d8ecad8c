"""Prints what python-dateutil and zoneinfo expect, for run.ts to hold against the lib.

    oracle.py check SEED RULES   one JSON object a line: a recurrence and its dates in eight zones
    oracle.py flaws              what dateutil misreads, one JSON object a line: name, example, its first wrong date
    oracle.py frozen SEED        the table of libs/recurrence/testing/frozen-cases.txt
    oracle.py golden             the table of libs/recurrence/testing/golden-zones.json
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import Iterator
from zoneinfo import ZoneInfo

from case import Case
from expectation import Expectation, ask, compose, expect
from flaws import FLAWS, Flaw, flaws_of
from frozen import frozen_table
from golden import golden_zones
from named_cases import named_cases
from placement import ZonedDate, floating_minute, in_zone
from random_rules import random_case, with_random_lists

ZONES = [
    "Europe/Paris",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Pacific/Chatham",
]
YEARS = 12
MOST_DATES = 800
YEARS_SEARCHED = 28
"""The contract: a recurrence without a date in this time is refused."""


def cases(seed: int, rules: int) -> Iterator[Case]:
    yield from named_cases()
    random = Random(seed)
    for _ in range(rules):
        case = random_case(random)
        yield with_random_lists(random, case, dates_of(case, YEARS)) if random.random() < 0.25 else case


def dates_of(case: Case, years: int) -> Expectation:
    return expect(case, end_of(case, years))


def end_of(case: Case, years: int) -> datetime:
    """The same date so many years on; every number of years here is a multiple of four."""
    return case.starts_at.replace(year=case.starts_at.year + years)


def check(case: Case) -> dict:
    years = YEARS if dates_of(case, YEARS).dates else YEARS_SEARCHED
    given = dates_of(case, years)
    shown = replace(given, dates=given.dates[:MOST_DATES])
    complete = len(shown.dates) == len(given.dates)
    return {
        "name": case.name,
        "flaws": flaws_of(case),
        "startsAt": local_text(case.starts_at),
        "rrule": case.rrule,
        "monthEnd": case.month_end,
        "exdates": [local_text(moment) for moment in case.exdates],
        "rdates": [local_text(moment) for moment in case.rdates],
        "last": floating_minute(end_of(case, years) if complete else shown.dates[-1]),
        "zones": {name: columns(in_zone(case, shown, ZoneInfo(name))) for name in ZONES},
    }


def columns(dates: list[ZonedDate]) -> dict | None:
    """None when the recurrence never occurs in that zone."""
    if not dates:
        return None
    return {
        "local": [floating_minute(date.local) for date in dates],
        "at": [date.minute for date in dates],
        "adjusted": {i: date.adjusted for i, date in enumerate(dates) if date.adjusted},
    }


def show(name: str, flaw: Flaw) -> dict:
    """The first date of a flaw's example that dateutil and RFC 5545 do not share; null if they share all by now."""
    limit = end_of(flaw.example, YEARS)
    wrong = ask(flaw.example.rule, flaw.example.starts_at, limit)
    right = compose(flaw.example, flaw.example.rule, limit).dates
    differing = sorted(set(wrong) ^ set(right))[:1]
    return {
        "name": name,
        "startsAt": local_text(flaw.example.starts_at),
        "rrule": flaw.example.rrule,
        "verdict": next((f"{'gives' if day in wrong else 'lacks'} {day:%Y-%m-%d}" for day in differing), None),
    }


def local_text(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}"


def main(command: str, *options: str) -> None:
    if command == "check":
        for case in cases(*map(int, options)):
            print(json.dumps(check(case), separators=(",", ":")))
    elif command == "flaws":
        for name, flaw in FLAWS.items():
            print(json.dumps(show(name, flaw)))
    elif command == "frozen":
        print(frozen_table(list(cases(int(options[0]), 400)), ZONES), end="")
    elif command == "golden":
        print(json.dumps(golden_zones(), indent=2))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["help"]))
