"""A recurrence on its way to dateutil and to the lib."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

Parts = dict[str, str]


@dataclass(frozen=True)
class Case:
    """A recurrence without its zone. `rule` has no UNTIL in UTC: that depends on the zone and stands in `until_utc`."""

    starts_at: datetime
    rule: Parts
    month_end: str = "skip"
    exdates: tuple[datetime, ...] = ()
    rdates: tuple[datetime, ...] = ()
    until_utc: datetime | None = None
    name: str = ""
    zone: str = ""
    """Where the frozen table shows it; anywhere when empty."""

    @property
    def rrule(self) -> str:
        parts = dict(self.rule)
        if self.until_utc:
            parts["UNTIL"] = f"{self.until_utc:%Y%m%dT%H%M%SZ}"
        return text_of(parts)


def text_of(parts: Parts) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def parts_of(text: str) -> Parts:
    return dict(part.split("=") for part in text.split(";"))


def values(rule: Parts, name: str) -> list[str]:
    return [value for value in rule.get(name, "").split(",") if value]


def days_into_week(rule: Parts, moment: date) -> int:
    return (moment.weekday() - WEEKDAYS.index(rule.get("WKST", "MO"))) % 7
