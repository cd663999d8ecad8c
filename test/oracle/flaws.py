"""Where python-dateutil does not read a rule as RFC 5545 §3.3.10 does. `npm run oracle` shows each by its example."""

from __future__ import annotations

from datetime import datetime
from typing import Callable, NamedTuple

from case import WEEKDAYS, Case, days_into_week, parts_of, values


class Flaw(NamedTuple):
    applies: Callable[[Case], bool]
    example: Case
    """A rule that dateutil answers wrongly."""


def flaws_of(case: Case) -> list[str]:
    """Why dateutil cannot be asked about this rule as it is; empty when it can."""
    names = [name for name, flaw in FLAWS.items() if flaw.applies(case)]
    # No flaw of dateutil's: RFC 5545 has no such thing.
    return [*names, "monthEnd=clamp"] if case.month_end == "clamp" else names


def example(start: str, rule: str) -> Case:
    return Case(datetime.fromisoformat(start), parts_of(rule))


FLAWS = {
    # "BYDAY ... specifies a COMMA-separated list of days of the week", each of which may carry an ordinal: a list of
    # alternatives. dateutil demands a plain one and a numbered one at once.
    "BYDAY mixes MO and 1MO": Flaw(
        lambda case: len({day in WEEKDAYS for day in values(case.rule, "BYDAY")}) > 1,
        example("2026-01-01T09:00", "FREQ=MONTHLY;BYDAY=MO,1TU"),
    ),
    # "Information, not contained in the rule, necessary to determine the various recurrence instance start time and
    # dates are derived from the Start Time (DTSTART)". dateutil gives all seven days of the week.
    "BYWEEKNO without a day": Flaw(
        lambda case: "BYWEEKNO" in case.rule and not {"BYDAY", "BYMONTHDAY", "BYYEARDAY"} & set(case.rule),
        example("2026-05-11T09:00", "FREQ=YEARLY;BYWEEKNO=20"),
    ),
    # Weeks are those "as defined in [ISO.8601.2004]", which belong whole to one year, and "BYSETPOS operates on a set of
    # recurrence instances in one interval". dateutil cuts them at New Year: 2025-12-29 is the Monday of 2026's week 1.
    "BYWEEKNO cut at New Year": Flaw(
        lambda case: "BYWEEKNO" in case.rule and (int(case.rule.get("INTERVAL", 1)) > 1 or "BYSETPOS" in case.rule),
        example("2024-01-01T09:00", "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO"),
    ),
    # "This corresponds to weeks according to week numbering as defined in [ISO.8601.2004]", by which 2011-01-01 lies in
    # week 52 of 2010. For the days that a year shares with its neighbour's weeks dateutil takes the number of weeks of
    # the wrong year (`self.yearlen` where last year's length is meant); nor does it know -52 and -53 there ("TODO").
    "BYWEEKNO ±52 or ±53": Flaw(
        lambda case: any(abs(int(number)) > 51 for number in values(case.rule, "BYWEEKNO")),
        example("2010-01-01T09:00", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=SA"),
    ),
    # "A set of recurrence instances starts at the beginning of the interval defined by the FREQ rule part". dateutil
    # begins the first week at DTSTART, though it begins the first month and the first year at theirs.
    "WEEKLY with BYSETPOS, first week": Flaw(
        lambda case: case.rule["FREQ"] == "WEEKLY"
        and "BYSETPOS" in case.rule
        and days_into_week(case.rule, case.starts_at) > 0,
        example("2026-01-07T09:00", "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1"),
    ),
}
