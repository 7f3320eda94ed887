"""Writes what python3-icalendar and python3-dateutil read out of a calendar feed of the portal: an independent reader that the portal is compared with.

    python3 scripts/feed-fixture.py server/maintenance/core/fixtures/feed.ics > server/maintenance/core/fixtures/feed.json

Without a file it reads the feed from its input, as the tests do.

Time zones are taken from the feed's own descriptions, never from the machine. Of every occurrence that begins in 2026: begin and end in minutes since the epoch, and its state.
"""
import json
import sys
from datetime import datetime, timezone
from dateutil.rrule import rrulestr
from icalendar import Calendar

FROM, TO = datetime(2026, 1, 1, tzinfo=timezone.utc), datetime(2027, 1, 1, tzinfo=timezone.utc)
calendar = Calendar.from_ical(open(sys.argv[1], "rb").read() if len(sys.argv) > 1 else sys.stdin.buffer.read())
zones = {str(zone["TZID"]): zone.to_tz() for zone in calendar.walk("VTIMEZONE")}
naive = lambda at: at.replace(tzinfo=None)


def instant(prop, value=None):
    """A date of the feed as an instant: in UTC as it is, otherwise in the zone that the feed describes."""
    at = naive(value or prop.dt)
    name = prop.params.get("TZID")
    return (at.replace(tzinfo=timezone.utc) if name in (None, "UTC") else zones[name].localize(at)).astimezone(timezone.utc)


def lines(event, name):
    found = event.get(name)
    return [] if found is None else found if isinstance(found, list) else [found]


def occurrences(master, overrides):
    start = master["DTSTART"]
    length = master["DURATION"].dt
    rule = master["RRULE"].to_ical().decode()
    zone = start.params.get("TZID")
    until = master["RRULE"].get("UNTIL")
    if until and zone not in (None, "UTC"):
        local = until[0].astimezone(zones[zone])
        rule = ";".join(f"UNTIL={local:%Y%m%dT%H%M%S}" if part.startswith("UNTIL") else part for part in rule.split(";"))
    elif until:
        rule = rule.replace("Z", "")
    left_out = {naive(each.dt) for line in lines(master, "EXDATE") for each in line.dts}
    added = {naive(each.dt) for line in lines(master, "RDATE") for each in line.dts}
    locals_ = {at for at in rrulestr(rule, dtstart=naive(start.dt)).between(datetime(2025, 12, 30), datetime(2027, 1, 3), inc=True)} | added
    for local in sorted(locals_ - left_out):
        event = overrides.get(local)
        if event:
            yield instant(event["DTSTART"]), instant(event["DTEND"]), str(event["STATUS"])
        else:
            begin = instant(start, local)
            yield begin, begin + length, str(master["STATUS"])


events = calendar.walk("VEVENT")
found = []
for master in (event for event in events if "RECURRENCE-ID" not in event):
    overrides = {naive(event["RECURRENCE-ID"].dt): event for event in events if "RECURRENCE-ID" in event and event["UID"] == master["UID"]}
    times = occurrences(master, overrides) if "RRULE" in master else [(instant(master["DTSTART"]), instant(master["DTEND"]), str(master["STATUS"]))]
    found += [(str(master["UID"]), int(begin.timestamp() // 60), int(end.timestamp() // 60), state) for begin, end, state in times if FROM <= begin < TO]
print(json.dumps(sorted(found), separators=(",", ":")))
