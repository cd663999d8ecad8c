"""200 recurrences with the dates that dateutil and zoneinfo give them, as a table to read and to keep."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from expectation import Case, Expectation, expect
from placement import instant_text, place

SIZE = 200
MOST_DATES = 8

HEADER = """\
# What python-dateutil and zoneinfo give, frozen by `npm run oracle -- --freeze`: not to be edited, least of all to please our code.
# zone | startsAt | rrule | monthEnd | exdates | rdates | the first dates: original start>instant, ! gap, ~ overlap, ^ clamp; a full stop ends a complete list
"""


def frozen_table(cases: list[Case], zones: list[str]) -> str:
    # UNTIL in UTC ends at another date in each zone: oracle.py checks it in all of them.
    local = [case for case in cases if not case.until_utc]
    rows = []
    for case in local:
        given = expect(case, case.starts_at.replace(year=case.starts_at.year + 12))
        if given.dates and len(rows) < SIZE:
            rows.append(row(case, given, zones[len(rows) % len(zones)]))
    return HEADER + "".join(f"{line}\n" for line in rows)


def row(case: Case, given: Expectation, zone: str) -> str:
    lists = [" ".join(f"{moment:%Y-%m-%dT%H:%M}" for moment in dates) for dates in (case.exdates, case.rdates)]
    dates = " ".join(date_text(moment, given, zone) for moment in given.dates[:MOST_DATES])
    complete = " ." if len(given.dates) <= MOST_DATES else ""
    return " | ".join([zone, f"{case.starts_at:%Y-%m-%dT%H:%M}", case.rrule, case.month_end, *lists, dates + complete])


def date_text(moment, given: Expectation, zone: str) -> str:
    minute, adjusted = place(moment, ZoneInfo(zone))
    mark = "!" if adjusted == "gap" else "^" if moment in given.clamped else "~" if adjusted else ""
    return f"{moment:%Y-%m-%dT%H:%M}>{instant_text(minute)}{mark}"
