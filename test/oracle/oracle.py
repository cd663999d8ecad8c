"""Prints what python-dateutil and zoneinfo expect, for run.ts to hold against the lib.

    oracle.py check SEED RULES   one JSON object a line: a recurrence and its dates in eight zones
    oracle.py frozen SEED        the table of libs/recurrence/testing/frozen-cases.txt
    oracle.py golden             the table of libs/recurrence/testing/golden-zones.json
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from random import Random
from typing import Iterator
from zoneinfo import ZoneInfo

from expectation import Case, Expectation, expect, flaws
from frozen import frozen_table
from golden import golden_zones
from named_cases import named_cases
from placement import floating_minute, place
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
"""The contract: a recurrence without a date in this time is refused."""
YEARS_SEARCHED = 28


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
    dates = given.dates[:MOST_DATES]
    complete = len(dates) == len(given.dates)
    last = end_of(case, years) if complete else dates[-1]
    return {
        "name": case.name,
        "flaws": flaws(case),
        "startsAt": local_text(case.starts_at),
        "rrule": case.rrule,
        "monthEnd": case.month_end,
        "exdates": [local_text(moment) for moment in case.exdates],
        "rdates": [local_text(moment) for moment in case.rdates],
        "last": floating_minute(last),
        "zones": {zone: in_zone(case, given, dates, zone) for zone in ZONES},
    }


def in_zone(case: Case, given: Expectation, dates: list[datetime], name: str) -> dict | None:
    """Local minutes, instants and what was adjusted; None when the recurrence never occurs there."""
    zone = ZoneInfo(name)
    placed = [(moment, place(moment, zone)) for moment in dates]
    if case.until_utc:
        last = floating_minute(case.until_utc)
        placed = [(moment, at) for moment, at in placed if at.minute <= last or moment in case.rdates]
    if not placed:
        return None
    adjusted = {}
    for i, (moment, at) in enumerate(placed):
        what = at.adjusted if at.adjusted == "gap" else "clamp" if moment in given.clamped else at.adjusted
        if what:
            adjusted[i] = what
    return {
        "local": [floating_minute(moment) for moment, _ in placed],
        "at": [at.minute for _, at in placed],
        "adjusted": adjusted,
    }


def local_text(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}"


def main(command: str, *options: str) -> None:
    if command == "check":
        for case in cases(*map(int, options)):
            print(json.dumps(check(case), separators=(",", ":")))
    elif command == "frozen":
        print(frozen_table(list(cases(int(options[0]), 400)), ZONES), end="")
    elif command == "golden":
        print(json.dumps(golden_zones(), indent=2))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["help"]))
