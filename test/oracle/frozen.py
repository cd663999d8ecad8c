"""200 recurrences with the dates that dateutil and zoneinfo give them, as a table to read and to keep."""

from __future__ import annotations

from typing import Iterable
from zoneinfo import ZoneInfo

from case import Case
from expectation import expect
from placement import ZonedDate, in_zone, offset_text

SIZE = 200
MOST_DATES = 8
MARKS = {None: "", "gap": "!", "overlap": "~", "clamp": "^"}

HEADER = """\
# What python-dateutil and zoneinfo give, written by `npm run oracle -- --freeze`: never edited to please our code.
# Each date is an original start with the offset that makes it an instant; in a gap (!) that is the offset before it.
# ~ overlap, ^ last day of a month that is too short; a full stop ends a list that is complete.
# zone | startsAt | rrule | monthEnd | exdates | rdates | first dates
"""


def frozen_table(cases: Iterable[Case], zones: list[str]) -> str:
    rows: list[str] = []
    for case in cases:
        zone = case.zone or zones[len(rows) % len(zones)]
        given = expect(case, case.starts_at.replace(year=case.starts_at.year + 12))
        dates = in_zone(case, given, ZoneInfo(zone))
        if dates and len(rows) < SIZE:
            rows.append(row(case, zone, dates))
    return HEADER + "".join(f"{line}\n" for line in rows)


def row(case: Case, zone: str, dates: list[ZonedDate]) -> str:
    lists = [" ".join(f"{moment:%Y-%m-%dT%H:%M}" for moment in listed) for listed in (case.exdates, case.rdates)]
    shown = [date_text(date) for date in dates[:MOST_DATES]] + (["."] if len(dates) <= MOST_DATES else [])
    return " | ".join([zone, f"{case.starts_at:%Y-%m-%dT%H:%M}", case.rrule, case.month_end, *lists, " ".join(shown)])


def date_text(date: ZonedDate) -> str:
    return f"{date.local:%Y-%m-%dT%H:%M}{offset_text(date.offset)}{MARKS[date.adjusted]}"
