"""Where zoneinfo puts a wall-clock time on the time line."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1)


class Placement(NamedTuple):
    """Minutes since the epoch, and what had to be done about a change of clocks."""

    minute: int
    adjusted: str | None


def place(local: datetime, zone: ZoneInfo) -> Placement:
    """Of a time that comes twice the first (fold=0); a time in a gap with the offset before it, so that it moves
    forward by the gap's length: what PEP 495 makes of fold=0 there."""
    first = local.replace(tzinfo=zone).utcoffset()
    second = local.replace(tzinfo=zone, fold=1).utcoffset()
    adjusted = None if first == second else "gap" if first < second else "overlap"
    return Placement(floating_minute(local - first), adjusted)


def floating_minute(moment: datetime) -> int:
    return int((moment - EPOCH).total_seconds()) // 60


def instant_text(minute: int) -> str:
    return f"{datetime.fromtimestamp(minute * 60, timezone.utc):%Y-%m-%dT%H:%MZ}"
