"""Legal rules of every shape, leaning towards the ends of months, the turns of years and the hours of clock changes."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from case import WEEKDAYS, Case, Parts
from expectation import Expectation

HOURS = ["09:00", "12:15", "18:30", "23:45", "00:00", "00:30", "01:30", "02:00", "02:15", "02:30", "03:00"]
MONTH_DAYS = [*range(1, 29), 29, 29, 30, 30, 31, 31, 31, -1, -1, -2, -3, -15, -28]


def random_case(random: Random) -> Case:
    start = random_start(random)
    rule = random_rule(random)
    until_utc = None
    ending = random.random()
    if ending < 0.2:
        rule["COUNT"] = str(random.choice([1, 2, 3, 7, 10, 26, 60, 365]))
    elif ending < 0.35:
        rule["UNTIL"] = random.choice(["{:%Y%m%d}", "{:%Y%m%dT%H%M%S}"]).format(random_end(random, start))
    elif ending < 0.5:
        until_utc = random_end(random, start)
    return Case(start, rule, random.choice(["skip", "skip", "clamp"]), until_utc=until_utc)


def with_random_lists(random: Random, case: Case, given: Expectation) -> Case:
    """The case with some of its dates taken out, and some of its own put in."""
    near = [case.starts_at + timedelta(days=random.randint(0, 900), minutes=random.choice([0, 0, 90])) for _ in range(3)]
    some = random.sample(given.dates[:40], min(3, len(given.dates[:40])))
    exdates, rdates = sorted({*some, near[0]}), sorted({*near[1:], *some[:1]})
    return Case(case.starts_at, case.rule, case.month_end, tuple(exdates), tuple(rdates), case.until_utc)


def random_start(random: Random) -> datetime:
    year = random.randint(2006, 2031)
    month, day = random.choice([(1, 1), (1, 2), (1, 31), (2, 28), (3, 25), (8, 31), (10, 20), (12, 29), (12, 31), (0, 0)])
    if month == 0:
        month, day = random.randint(1, 12), random.randint(1, 28)
    if year % 4 == 0 and random.random() < 0.3:
        month, day = 2, 29
    hour, minute = map(int, random.choice(HOURS).split(":"))
    return datetime(year, month, day, hour, minute)


def random_end(random: Random, start: datetime) -> datetime:
    return start + timedelta(days=random.randint(0, 3000), minutes=random.choice([0, 0, -1, 1, -60, 60, 119]))


def random_rule(random: Random) -> Parts:
    freq = random.choice(["DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "MONTHLY", "YEARLY", "YEARLY", "YEARLY"])
    rule = {"FREQ": freq}
    if random.random() < 0.4:
        rule["INTERVAL"] = str(random.choice([1, 2, 2, 3, 4, 5, 6, 13]))
    by = {"DAILY": by_day_part, "WEEKLY": by_week_part, "MONTHLY": by_month_part, "YEARLY": by_year_part}[freq](random)
    rule.update(by)
    if random.random() < 0.3:
        rule["WKST"] = random.choice(WEEKDAYS)
    return rule


def by_day_part(random: Random) -> Parts:
    by: Parts = {}
    maybe(random, by, "BYMONTH", lambda: sample(random, range(1, 13), 4))
    maybe(random, by, "BYMONTHDAY", lambda: sample(random, [*range(1, 29), -1, -2, -28] if "BYMONTH" in by else MONTH_DAYS, 4))
    maybe(random, by, "BYDAY", lambda: sample(random, WEEKDAYS, 4))
    if by and random.random() < 0.1:
        by["BYSETPOS"] = random.choice(["1", "-1"])
    return by


def by_week_part(random: Random) -> Parts:
    by: Parts = {}
    maybe(random, by, "BYDAY", lambda: sample(random, WEEKDAYS, 5), 0.8)
    maybe(random, by, "BYMONTH", lambda: sample(random, range(1, 13), 4), 0.2)
    if by and random.random() < 0.25:
        by["BYSETPOS"] = random.choice(["1", "-1", "2", "1,-1"] if by.get("BYDAY", "").count(",") else ["1", "-1"])
    return by


def by_month_part(random: Random) -> Parts:
    by: Parts = {}
    maybe(random, by, "BYMONTH", lambda: sample(random, range(1, 13), 4), 0.25)
    maybe(random, by, "BYMONTHDAY", lambda: sample(random, MONTH_DAYS, 4), 0.5)
    maybe(random, by, "BYDAY", lambda: weekdays(random, 5), 0.5)
    maybe_positions(random, by)
    return by


def by_year_part(random: Random) -> Parts:
    by: Parts = {}
    maybe(random, by, "BYMONTH", lambda: sample(random, range(1, 13), 4), 0.35)
    maybe(random, by, "BYWEEKNO", lambda: sample(random, [1, 1, 2, 9, 20, 31, 51, 52, 52, 53, 53, -1, -1, -2, -51, -52, -53], 3), 0.25)
    maybe(random, by, "BYYEARDAY", lambda: sample(random, [1, 2, 32, 59, 60, 61, 100, 200, 365, 366, -1, -2, -100, -306, -366], 5), 0.2)
    maybe(random, by, "BYMONTHDAY", lambda: sample(random, MONTH_DAYS, 5), 0.3)
    if "BYWEEKNO" in by:
        maybe(random, by, "BYDAY", lambda: sample(random, WEEKDAYS, 4), 0.6)
    else:
        maybe(random, by, "BYDAY", lambda: weekdays(random, 5 if "BYMONTH" in by else 53), 0.45)
    maybe_positions(random, by)
    return by


def maybe_positions(random: Random, by: Parts) -> None:
    if by and random.random() < 0.25:
        by["BYSETPOS"] = sample(random, [1, 2, 3, -1, -2], 2)


def weekdays(random: Random, most: int) -> str:
    """All plain, all numbered, or now and then both."""
    numbered = random.random()
    picks = []
    for weekday in random.sample(WEEKDAYS, random.randint(1, 4)):
        nth = random.choice([1, 2, 3, 4, most, -1, -2, -most])
        picks.append(weekday if numbered < 0.4 or (numbered < 0.5 and random.random() < 0.5) else f"{nth}{weekday}")
    return ",".join(picks)


def sample(random: Random, population, most: int) -> str:
    population = list(population)
    return ",".join(map(str, dict.fromkeys(random.sample(population, random.randint(1, most)))))


def maybe(random: Random, by: Parts, name: str, value, probability: float = 0.35) -> None:
    if random.random() < probability:
        by[name] = value()
