"""Cases with a name: each a promise of the contract or a place where other schedulers have failed."""

from __future__ import annotations

from datetime import datetime

from case import Case, parts_of

# Name, zone in which the frozen table shows it, start, rule, monthEnd, exdates, rdates.
NAMED = [
    ("daily through clock changes", "Europe/Paris", "2026-03-26T09:00", "FREQ=DAILY", "skip", [], []),
    ("daily in the hour that spring leaves out", "Europe/Paris", "2026-03-26T02:30", "FREQ=DAILY", "skip", [], []),
    ("daily at the edge of the gap", "America/New_York", "2026-03-05T02:00", "FREQ=DAILY", "skip", [], []),
    ("daily in the hour that autumn repeats", "America/New_York", "2026-10-29T01:30", "FREQ=DAILY", "skip", [], []),
    ("daily at a half hour that Lord Howe skips", "Australia/Lord_Howe", "2026-10-01T02:15", "FREQ=DAILY", "skip", [], []),
    ("daily at midnight, which São Paulo left out", "America/Sao_Paulo", "2018-11-01T00:00", "FREQ=DAILY", "skip", [], []),
    ("daily over the day that Samoa left out", "Pacific/Apia", "2011-12-27T09:00", "FREQ=DAILY", "skip", [], []),
    ("weekly on the weekday that Samoa left out", "Pacific/Apia", "2011-12-16T23:45", "FREQ=WEEKLY;BYDAY=FR", "skip", [], []),
    ("Sundays in the gap", "Europe/Paris", "2026-03-15T02:30", "FREQ=WEEKLY;BYDAY=SU", "skip", [], []),
    ("the 31st, skipped", "Europe/Paris", "2027-01-31T10:00", "FREQ=MONTHLY", "skip", [], []),
    ("the 31st, clamped", "Europe/Paris", "2027-01-31T10:00", "FREQ=MONTHLY", "clamp", [], []),
    ("the 31st every third month, clamped and counted", "Europe/Paris", "2027-01-31T10:00", "FREQ=MONTHLY;INTERVAL=3;COUNT=9", "clamp", [], []),
    ("29, 30 and 31 meet in February", "Europe/Paris", "2026-12-29T10:00", "FREQ=MONTHLY;BYMONTHDAY=29,30,31;COUNT=20", "clamp", [], []),
    ("the last day", "Europe/Paris", "2027-01-31T10:00", "FREQ=MONTHLY;BYMONTHDAY=-1", "skip", [], []),
    ("the last day or the 31st", "Europe/Paris", "2027-01-31T10:00", "FREQ=MONTHLY;BYMONTHDAY=-1,31", "clamp", [], []),
    ("the last Friday", "Europe/Paris", "2027-01-29T10:00", "FREQ=MONTHLY;BYDAY=-1FR", "skip", [], []),
    ("the fifth Monday", "Europe/Paris", "2027-01-01T10:00", "FREQ=MONTHLY;BYDAY=5MO", "skip", [], []),
    ("the last workday", "Europe/Paris", "2027-01-29T10:00", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "skip", [], []),
    ("Friday the 13th", "Europe/Paris", "2026-01-01T10:00", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "skip", [], []),
    ("clamped Sundays", "Europe/Paris", "2027-01-31T10:00", "FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=SU", "clamp", [], []),
    ("29 February, skipped", "Europe/Paris", "2024-02-29T10:00", "FREQ=YEARLY", "skip", [], []),
    ("29 February, clamped", "Europe/Paris", "2024-02-29T10:00", "FREQ=YEARLY", "clamp", [], []),
    ("29 February every other year, clamped", "Europe/Paris", "2024-02-29T10:00", "FREQ=YEARLY;INTERVAL=2", "clamp", [], []),
    ("clamped, last of the year", "Europe/Paris", "2026-01-31T10:00", "FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=2,4,6;BYSETPOS=-1", "clamp", [], []),
    ("clamped daily rule", "Europe/Paris", "2026-01-31T10:00", "FREQ=DAILY;INTERVAL=2;BYMONTHDAY=30,31", "clamp", [], []),
    ("RFC 5545: WKST=MO matters", "America/New_York", "1997-08-05T09:00", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "skip", [], []),
    ("RFC 5545: WKST=SU matters", "America/New_York", "1997-08-05T09:00", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "skip", [], []),
    ("RFC 5545: every other week", "America/New_York", "1997-09-02T09:00", "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "skip", [], []),
    ("RFC 5545: third instance of TU, WE, TH", "America/New_York", "1997-09-04T09:00", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "skip", [], []),
    ("RFC 5545: second-to-last workday", "America/New_York", "1997-09-29T09:00", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "skip", [], []),
    ("RFC 5545: US presidential election day", "America/New_York", "1996-11-05T09:00", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "skip", [], []),
    ("RFC 5545: 20th Monday of the year", "America/New_York", "1997-05-19T09:00", "FREQ=YEARLY;BYDAY=20MO", "skip", [], []),
    ("RFC 5545: Monday of week 20", "America/New_York", "1997-05-12T09:00", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "skip", [], []),
    ("RFC 5545: every third year on days 1, 100 and 200", "America/New_York", "1997-01-01T09:00", "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", "skip", [], []),
    ("RFC 5545: an invalid date is left out", "America/New_York", "2007-01-15T09:00", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "skip", [], []),
    ("positions within a week that starts on Sunday", "Europe/Paris", "2026-01-01T10:00", "FREQ=WEEKLY;BYDAY=MO,WE,SU;BYSETPOS=1,-1;WKST=SU", "skip", [], []),
    ("first and last Sunday of the year", "Europe/Paris", "2026-01-01T10:00", "FREQ=YEARLY;BYDAY=SU;BYSETPOS=1,-1", "skip", [], []),
    ("week 53", "Europe/Paris", "2026-01-01T10:00", "FREQ=YEARLY;BYWEEKNO=53", "skip", [], []),
    ("week 53 from a start in it", "Europe/Paris", "2027-01-02T10:00", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO,SA", "skip", [], []),
    ("week 1 on a Monday of December", "Europe/Paris", "2024-12-30T10:00", "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", "skip", [], []),
    ("week 1 every other year", "Europe/Paris", "2024-12-30T10:00", "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO,FR", "skip", [], []),
    ("week 1 of weeks that start on Sunday", "Europe/Paris", "2026-01-01T10:00", "FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=SU,SA;WKST=SU", "skip", [], []),
    ("last day of the last week", "Europe/Paris", "2026-01-01T10:00", "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SA,SU;BYSETPOS=-1", "skip", [], []),
    ("week and month both", "Europe/Paris", "2026-01-01T10:00", "FREQ=YEARLY;BYWEEKNO=1,53;BYMONTH=12;BYDAY=MO,TU,WE,TH,FR", "skip", [], []),
    ("week and day of the month both", "Europe/Paris", "2026-01-01T10:00", "FREQ=YEARLY;BYWEEKNO=20;BYMONTHDAY=15,16", "skip", [], []),
    ("day of the year and weekday both", "Europe/Paris", "2026-01-01T10:00", "FREQ=YEARLY;BYYEARDAY=1,100,-1;BYDAY=MO,TH,FR", "skip", [], []),
    ("day of the year and of the month both", "Europe/Paris", "2026-01-01T10:00", "FREQ=YEARLY;BYYEARDAY=60;BYMONTHDAY=29", "skip", [], []),
    ("Mondays and the first Tuesday", "Europe/Paris", "2026-01-01T10:00", "FREQ=MONTHLY;BYDAY=MO,1TU", "skip", [], []),
    ("Mondays and the first Tuesday of the year", "Europe/Paris", "2026-01-01T10:00", "FREQ=YEARLY;BYDAY=MO,1TU;COUNT=60", "skip", [], []),
    ("numbered weekday on a day of the month", "Europe/Paris", "2026-01-01T10:00", "FREQ=YEARLY;BYMONTHDAY=1,2,3;BYDAY=1TH,10MO", "skip", [], []),
    ("COUNT counts before EXDATE", "Europe/Paris", "2026-11-30T09:00", "FREQ=WEEKLY;COUNT=5", "skip", ["2026-12-07T09:00", "2026-12-28T09:00"], []),
    ("COUNT leaves RDATE out", "Europe/Paris", "2026-11-30T09:00", "FREQ=WEEKLY;COUNT=3", "skip", [], ["2026-12-24T18:00", "2026-12-14T09:00"]),
    ("EXDATE wins over RDATE", "Europe/Paris", "2026-11-30T09:00", "FREQ=DAILY;COUNT=2", "skip", ["2026-12-24T18:00"], ["2026-12-24T18:00"]),
    ("EXDATE in the gap", "America/New_York", "2026-03-01T02:30", "FREQ=WEEKLY", "skip", ["2026-03-29T02:30", "2026-03-08T02:30"], []),
    ("UNTIL on the minute, local", "Europe/Paris", "2026-11-30T09:00", "FREQ=DAILY;UNTIL=20261203T090000", "skip", [], []),
    ("UNTIL a second early, local", "Europe/Paris", "2026-11-30T09:00", "FREQ=DAILY;UNTIL=20261203T085959", "skip", [], []),
    ("UNTIL a whole day", "Europe/Paris", "2026-11-30T09:00", "FREQ=DAILY;UNTIL=20261203", "skip", [], []),
    ("UNTIL with Z, on the minute in Paris", "Europe/Paris", "2026-11-30T09:00", "FREQ=DAILY;UNTIL=20261203T080000Z", "skip", [], []),
    ("UNTIL with Z, a second early in Paris", "Europe/Paris", "2026-11-30T09:00", "FREQ=DAILY;UNTIL=20261203T075959Z", "skip", [], []),
    ("UNTIL with Z across a clock change", "Europe/Paris", "2026-10-26T09:00", "FREQ=DAILY;UNTIL=20261101T080000Z", "skip", [], []),
    ("UNTIL with Z in the hour that Paris repeats", "Europe/Paris", "2026-10-20T02:30", "FREQ=DAILY;UNTIL=20261025T011500Z", "skip", [], []),
    ("UNTIL with Z just after the gap in Paris", "Europe/Paris", "2026-03-24T02:30", "FREQ=DAILY;UNTIL=20260329T011500Z", "skip", [], []),
    ("UNTIL with Z on the gap's shifted date", "Europe/Paris", "2026-03-24T02:30", "FREQ=DAILY;UNTIL=20260329T013000Z", "skip", [], []),
    ("UNTIL with Z on the day that Samoa left out", "Pacific/Apia", "2011-12-24T09:00", "FREQ=DAILY;UNTIL=20111230T120000Z", "skip", [], []),
    ("UNTIL with Z at the end of time", "Europe/Paris", "2026-11-30T09:00", "FREQ=MONTHLY;UNTIL=99991231T235959Z", "skip", [], []),
    ("a start that the rule does not give", "Europe/Paris", "2026-11-30T09:00", "FREQ=WEEKLY;BYDAY=TU;COUNT=3", "skip", [], []),
    ("a start within a set with positions", "Europe/Paris", "2026-01-15T09:00", "FREQ=MONTHLY;BYMONTHDAY=1,10,20;BYSETPOS=1,3;COUNT=4", "skip", [], []),
]


def named_cases() -> list[Case]:
    return [to_case(*row) for row in NAMED]


def to_case(name: str, zone: str, start: str, text: str, month_end: str, exdates: list[str], rdates: list[str]) -> Case:
    rule = parts_of(text)
    until_utc = None
    if rule.get("UNTIL", "").endswith("Z"):
        until_utc = datetime.strptime(rule.pop("UNTIL"), "%Y%m%dT%H%M%SZ")
    moments = [tuple(map(datetime.fromisoformat, dates)) for dates in (exdates, rdates)]
    return Case(datetime.fromisoformat(start), rule, month_end, *moments, until_utc, name, zone)
