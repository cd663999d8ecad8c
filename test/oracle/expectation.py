"""What python-dateutil says a recurrence gives, in naive local time.

dateutil is asked as it is wherever it follows RFC 5545. The readings in which it does not (flaws.py) are put together
from simpler rules that it does read, with RFC 5545's own words for the rest; on every rule without a flaw both ways are
taken and must agree, or the oracle stops.
"""

from __future__ import annotations

import datetime as datetime_module
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import takewhile

from dateutil.rrule import rruleset, rrulestr

from case import WEEKDAYS, Case, Parts, days_into_week, text_of, values
from flaws import flaws_of

DAY = timedelta(days=1)

# How far dateutil looks: a rule without any date would keep it busy until the year 9999.
datetime_module.MAXYEAR = 2110


@dataclass(frozen=True)
class Expectation:
    dates: list[datetime]
    clamped: set[datetime] = field(default_factory=set)
    """Those of `dates` that stand in for a day their month lacks."""


class Disagreement(Exception):
    """dateutil and the composition of simpler dateutil rules differ on a rule without a known flaw."""


def expect(case: Case, limit: datetime) -> Expectation:
    """The dates up to and including `limit`, ascending, EXDATE and RDATE applied."""
    rule = whole_days(case.rule)
    composed = compose(case, rule, limit)
    if not flaws_of(case):
        asked = ask(rule, case.starts_at, limit)
        if asked != composed.dates:
            raise Disagreement(f"{case.starts_at} {text_of(rule)}: {asked[:9]} {composed.dates[:9]}")
    return with_lists(case, composed, limit)


def ask(rule: Parts, start: datetime, limit: datetime) -> list[datetime]:
    return list(takewhile(lambda moment: moment <= limit, rrulestr(text_of(rule), dtstart=start)))


def compose(case: Case, rule: Parts, limit: datetime) -> Expectation:
    start = case.starts_at
    full = day_of_start(rule, start)
    by_week = "BYWEEKNO" in full
    bare = {name: value for name, value in full.items() if name not in ("COUNT", "UNTIL", "BYSETPOS", "BYWEEKNO")}
    if by_week:
        bare.pop("INTERVAL", None)
        if "BYDAY" not in bare:
            bare["BYDAY"] = ",".join(WEEKDAYS)
    origin = start_of_period(rule, start) - (366 * DAY if by_week else 0 * DAY)
    plain, clamped = set(), set()
    for variant in alternatives(bare):
        plain.update(ask(variant, origin, limit + 400 * DAY))
        if case.month_end == "clamp":
            clamped.update(stand_ins(variant, origin, limit + 400 * DAY))
    periods: dict[object, list[datetime]] = {}
    for moment in sorted(plain | clamped):
        if not by_week or in_week(full, moment):
            periods.setdefault(period_of(full, moment), []).append(moment)
    if by_week:
        interval = int(full.get("INTERVAL", 1))
        periods = {year: dates for year, dates in periods.items() if (year - start.year) % interval == 0}
    dates = sorted(moment for dates in periods.values() for moment in at_positions(full, dates))
    until = rule.get("UNTIL")
    last = datetime.strptime(until, "%Y%m%dT%H%M%S") if until else datetime.max
    dates = [moment for moment in dates if start <= moment <= last][: int(rule.get("COUNT", 10**6))]
    return Expectation([moment for moment in dates if moment <= limit], clamped - plain)


def alternatives(rule: Parts) -> list[Parts]:
    """Rules without mixed BYDAY whose dates together are those of `rule`."""
    by_day = values(rule, "BYDAY")
    groups = [[day for day in by_day if (day in WEEKDAYS) == plain] for plain in (True, False)]
    if not all(groups):
        return [rule]
    return [{**rule, "BYDAY": ",".join(group)} for group in groups]


def stand_ins(rule: Parts, origin: datetime, limit: datetime) -> list[datetime]:
    """The last days of months that are too short for one of the days asked for."""
    longest = max([0, *map(int, values(rule, "BYMONTHDAY"))])
    if longest < 29:
        return []
    last_days = ask({**rule, "BYMONTHDAY": "-1"}, origin, limit)
    return [moment for moment in last_days if moment.day < longest]


def day_of_start(rule: Parts, start: datetime) -> Parts:
    """The rule with what it takes from its start spelled out."""
    freq = rule["FREQ"]
    if freq == "DAILY" or {"BYDAY", "BYMONTHDAY", "BYYEARDAY"} & set(rule):
        return rule
    if freq == "WEEKLY" or "BYWEEKNO" in rule:
        return {**rule, "BYDAY": WEEKDAYS[start.weekday()]}
    month = {"BYMONTH": str(start.month)} if freq == "YEARLY" and "BYMONTH" not in rule else {}
    return {**rule, **month, "BYMONTHDAY": str(start.day)}


def whole_days(rule: Parts) -> Parts:
    """A bare date as UNTIL, which RFC 5545 has only beside a bare date as start, lasts to its end."""
    until = rule.get("UNTIL", "")
    return {**rule, "UNTIL": until + "T235959"} if len(until) == 8 else rule


def start_of_period(rule: Parts, moment: datetime) -> datetime:
    freq = rule["FREQ"]
    if freq == "DAILY":
        return moment
    if freq == "WEEKLY":
        return moment - days_into_week(rule, moment) * DAY
    return moment.replace(day=1) if freq == "MONTHLY" else moment.replace(month=1, day=1)


def period_of(rule: Parts, moment: datetime) -> object:
    if "BYWEEKNO" in rule:
        return week_of(rule, moment.date())[0]
    return start_of_period(rule, moment).date()


def week_of(rule: Parts, day: date) -> tuple[int, int]:
    """Year and number of the week: it belongs to the year in which its fourth day lies."""
    fourth = day + (3 - days_into_week(rule, day)) * DAY
    week = (fourth.year, (fourth.timetuple().tm_yday - 1) // 7 + 1)
    if rule.get("WKST", "MO") == "MO":
        assert week == day.isocalendar()[:2]
    return week


def in_week(rule: Parts, moment: datetime) -> bool:
    year, number = week_of(rule, moment.date())
    # The week of 28 December is always its year's last.
    last = week_of(rule, date(year, 12, 28))[1]
    return bool({number, number - last - 1} & set(map(int, values(rule, "BYWEEKNO"))))


def at_positions(rule: Parts, dates: list[datetime]) -> list[datetime]:
    positions = list(map(int, values(rule, "BYSETPOS")))
    if not positions:
        return dates
    return [moment for i, moment in enumerate(dates) if i + 1 in positions or i - len(dates) in positions]


def with_lists(case: Case, rule_dates: Expectation, limit: datetime) -> Expectation:
    both = rruleset()
    for moment in (*rule_dates.dates, *case.rdates):
        both.rdate(moment)
    for moment in case.exdates:
        both.exdate(moment)
    dates = [moment for moment in both if moment <= limit]
    return replace(rule_dates, dates=dates, clamped=(rule_dates.clamped & set(dates)) - set(case.rdates))
