"""Writes what python3-dateutil says of a broad set of rules and zones: an independent reading of RFC 5545 that the portal's recurrence is compared with.

    python3 scripts/recurrence-fixture.py > server/maintenance/core/fixtures/recurrence.json

dateutil expands the rule in naive local time, zoneinfo applies the zone with fold=0: the offset before a gap, the first of a repeated hour. A bound in UTC
is left to dateutil itself, with times that know their zone. Every instant is in minutes since the epoch.
"""
import json
from datetime import datetime
from zoneinfo import ZoneInfo
from dateutil.rrule import rrulestr

ZONES = ["UTC", "Europe/Berlin", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia", "Africa/Casablanca"]
# Local times within the hours that some of these zones skip or repeat.
STARTS = ["2026-03-01T02:30", "2026-10-20T01:45"]
RULES = [
    "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=DAILY;COUNT=7", "FREQ=DAILY;BYHOUR=1,2,3", "FREQ=DAILY;BYMONTH=3,11;BYDAY=SU", "FREQ=DAILY;BYMONTHDAY=1,15,-1", "FREQ=DAILY;UNTIL=20260331", "FREQ=DAILY;UNTIL=20261101T013000",
    "FREQ=DAILY;UNTIL=20260329T013000Z", "FREQ=DAILY;UNTIL=20261025T004500Z", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", "FREQ=WEEKLY;BYDAY=SA,SU;COUNT=9", "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYHOUR=2,14;BYMINUTE=0,30",
    "FREQ=WEEKLY;BYMONTH=3,10;BYDAY=SU", "FREQ=WEEKLY;BYDAY=TU,TH,SA;BYSETPOS=1,-1", "FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=1SU", "FREQ=MONTHLY;BYDAY=-1SU", "FREQ=MONTHLY;BYDAY=2TU,4TU", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=-1,-2",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "FREQ=MONTHLY;INTERVAL=5;BYDAY=SU;BYSETPOS=2", "FREQ=MONTHLY;BYDAY=SA;BYSETPOS=1,3,-1", "FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=10,11,12", "FREQ=MONTHLY;COUNT=5;BYDAY=1SU,-1SA",
    "FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "FREQ=YEARLY;BYMONTH=10,11;BYDAY=1SU", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=SU", "FREQ=YEARLY;BYYEARDAY=1,100,200,-1", "FREQ=YEARLY;BYDAY=20MO", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "FREQ=YEARLY;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA;BYSETPOS=10", "FREQ=YEARLY;BYDAY=MO;BYSETPOS=-1", "FREQ=YEARLY;BYMONTH=6,7,8;BYDAY=TH", "FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYDAY=SU;BYHOUR=8,9;BYMINUTE=30",
]
KEPT = 12


def first_of(rule, start):
    """The first time that the rule itself gives: a start beside the rule has no agreed meaning."""
    bare = ";".join(part for part in rule.split(";") if not part.startswith(("COUNT", "UNTIL")))
    return rrulestr(bare, dtstart=start)[0]


def expected(rule, start, zone):
    tz = ZoneInfo(zone)
    if rule.endswith("Z"):
        found = rrulestr(rule, dtstart=start.replace(tzinfo=tz))
        return [at.replace(fold=0) for at, _ in zip(found, range(KEPT * 4))]
    return [at.replace(tzinfo=tz, fold=0) for at, _ in zip(rrulestr(rule, dtstart=start), range(KEPT * 4))]


def main():
    rules = []
    for rule in RULES:
        for text in STARTS:
            start = first_of(rule, datetime.fromisoformat(text))
            if not any(True for _ in expected(rule, start, "UTC")):
                continue
            by_zone = {}
            for zone in ZONES:
                minutes = [int(at.timestamp() // 60) for at in expected(rule, start, zone)]
                by_zone[zone] = minutes[: KEPT * 4 if "DAILY" in rule else KEPT]
            rules.append({"rrule": rule, "start": start.isoformat(timespec="minutes"), "zones": by_zone})
    # Differences are short: the first instant, then the minutes to each next one.
    for entry in rules:
        entry["zones"] = {zone: [at - (found[place - 1] if place else 0) for place, at in enumerate(found)] for zone, found in entry["zones"].items()}
    print("[\n" + ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in rules) + "\n]")


main()
