"""Ten years of daily slots as zoneinfo places them, small enough to read."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from hashlib import sha256
from zoneinfo import ZoneInfo

from placement import instant_text, offset_text, place

YEARS = 10
# Zone, first year, times of day: one that no change touches, then those that changes touch.
TABLES = [
    ("Europe/Paris", 2026, ["09:00", "02:00", "02:30", "03:00"]),
    ("America/New_York", 2026, ["09:00", "01:30", "02:30"]),
    ("Australia/Lord_Howe", 2026, ["09:00", "01:45", "02:15", "02:30"]),
    ("Asia/Kathmandu", 2026, ["09:00", "00:15"]),
    ("Pacific/Apia", 2006, ["09:00", "00:00", "03:30", "23:45"]),
]


def golden_zones() -> list[dict]:
    return [golden_zone(*table) for table in TABLES]


def golden_zone(name: str, year: int, times: list[str]) -> dict:
    zone = ZoneInfo(name)
    return {
        "zone": name,
        "from": f"{year}-01-01",
        "years": YEARS,
        "transitions": transitions(zone, year),
        "daily": [daily(zone, year, time) for time in times],
    }


def transitions(zone: ZoneInfo, year: int) -> list[str]:
    """Instant of each change of the offset, the offset before and after it."""
    moment = datetime(year, 1, 1, tzinfo=timezone.utc)
    found = []
    while moment.year < year + YEARS:
        before, after = (at.astimezone(zone).utcoffset() for at in (moment - timedelta(minutes=1), moment))
        if before != after:
            found.append(f"{moment:%Y-%m-%dT%H:%MZ} {offset_text(before)} {offset_text(after)}")
        moment += timedelta(minutes=15)
    return found


def daily(zone: ZoneInfo, year: int, time: str) -> dict:
    """Every day at `time`: how often, the hash of all instants, and each date that a change of clocks touches."""
    hour, minute = map(int, time.split(":"))
    local = datetime(year, 1, 1, hour, minute)
    instants, adjusted = [], []
    while local.year < year + YEARS:
        at = place(local, zone)
        instants.append(instant_text(at.minute))
        if at.adjusted:
            adjusted.append(f"{local:%Y-%m-%dT%H:%M} {instants[-1]} {at.adjusted}")
        local += timedelta(days=1)
    digest = sha256("\n".join(sorted(instants)).encode()).hexdigest()
    return {"time": time, "count": len(instants), "sha256": digest, "adjusted": adjusted}

