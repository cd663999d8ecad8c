"""Where zoneinfo puts wall-clock times on the time line."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo

from case import Case
from expectation import Expectation

EPOCH = datetime(1970, 1, 1)


class ZonedDate(NamedTuple):
    local: datetime
    offset: timedelta
    """What makes an instant of `local`: in a gap the offset before it."""
    adjusted: str | None
    """`gap`, `clamp` or `overlap`, the first that holds."""

    @property
    def minute(self) -> int:
        """Minutes from 1970-01-01T00:00Z."""
        return floating_minute(self.local - self.offset)


def in_zone(case: Case, given: Expectation, zone: ZoneInfo) -> list[ZonedDate]:
    """The dates of the case in that zone; an UNTIL in UTC, which binds the rule alone, ends them by their instants."""
    dates = [place(moment, zone, moment in given.clamped) for moment in given.dates]
    if case.until_utc is None:
        return dates
    return [date for date in dates if date.local - date.offset <= case.until_utc or date.local in case.rdates]


def place(local: datetime, zone: ZoneInfo, clamped: bool = False) -> ZonedDate:
    """Of a time that comes twice the first (fold=0); a time in a gap with the offset before it, so that it moves
    forward by the gap's length: what PEP 495 makes of fold=0 there."""
    first = local.replace(tzinfo=zone).utcoffset()
    second = local.replace(tzinfo=zone, fold=1).utcoffset()
    if first < second:
        return ZonedDate(local, first, "gap")
    return ZonedDate(local, first, "clamp" if clamped else "overlap" if first > second else None)


def floating_minute(moment: datetime) -> int:
    return int((moment - EPOCH).total_seconds()) // 60


def instant_text(minute: int) -> str:
    return f"{datetime.fromtimestamp(minute * 60, timezone.utc):%Y-%m-%dT%H:%MZ}"


def offset_text(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
