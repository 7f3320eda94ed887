import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { faultsOfRecurrence, occurrencesBetween } from "./recurrence";
import type { Recurrence } from "./rule";

const read = `
import json, sys
from datetime import datetime
from zoneinfo import ZoneInfo
from dateutil.rrule import rrulestr
out = []
for rule, zone, near in json.load(sys.stdin):
    bare = ";".join(part for part in rule.split(";") if not part.startswith(("COUNT", "UNTIL")))
    first = next(iter(rrulestr(bare, dtstart=datetime.fromisoformat(near))), None)
    if first is None or first.year > 2050:
        out.append(None)
        continue
    found = [at for at, _ in zip(rrulestr(rule, dtstart=first).xafter(first, inc=True), range(25)) if at.year < 2060]
    out.append([first.isoformat(timespec="minutes"), [int(at.replace(tzinfo=ZoneInfo(zone), fold=0).timestamp()) for at in found]])
print(json.dumps(out))`;
const python = (source: string, input = ""): string | null => {
  const { status, stdout } = spawnSync("python3", ["-c", source], { input, encoding: "utf8" });
  return status === 0 ? stdout : null;
};
const hasDateutil = python("import dateutil.rrule, zoneinfo; zoneinfo.ZoneInfo('Europe/Berlin')") !== null;

const days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const some = <T,>(from: readonly T[], most = 3) => fc.uniqueArray(fc.constantFrom(...from), { minLength: 1, maxLength: most });
const part = (name: string, values: fc.Arbitrary<readonly (string | number)[]>, freq = 3) => fc.oneof({ weight: freq, arbitrary: fc.constant("") }, { weight: 2, arbitrary: values.map((list) => `;${name}=${list.join(",")}`) });
const bound = fc.oneof(fc.constant(""), fc.integer({ min: 1, max: 30 }).map((count) => `;COUNT=${count}`), fc.integer({ min: 0, max: 27 }).map((day) => `;UNTIL=2028${String(1 + (day % 12)).padStart(2, "0")}${String(1 + day).padStart(2, "0")}T023000`));
const interval = fc.integer({ min: 1, max: 5 }).map((n) => (n === 1 ? "" : `;INTERVAL=${n}`));
const months = part("BYMONTH", some([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));
const times = part("BYHOUR", some([0, 1, 2, 3, 12, 23]), 6);
const monthDays = part("BYMONTHDAY", some([1, 2, 13, 15, 28, 29, 30, 31, -1, -2, -10]));
const weekdays = part("BYDAY", some(days, 4));
const nth = part("BYDAY", fc.uniqueArray(fc.tuple(fc.constantFrom(1, 2, 3, 4, 5, -1, -2), fc.constantFrom(...days)).map(([place, day]) => `${place}${day}`), { minLength: 1, maxLength: 3 }), 1);
const joined = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> => fc.tuple(...parts).map((texts) => texts.join(""));
const rule = fc.oneof(
  joined(fc.constant("FREQ=DAILY"), interval, months, monthDays, weekdays, times, bound), joined(fc.constant("FREQ=WEEKLY"), interval, months, weekdays, times, bound), joined(fc.constant("FREQ=MONTHLY"), interval, months, monthDays, weekdays, times, bound),
  joined(fc.constant("FREQ=MONTHLY"), interval, nth, times, bound), joined(fc.constant("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR"), interval, fc.constantFrom(";BYSETPOS=1", ";BYSETPOS=-1", ";BYSETPOS=2,-2"), bound), joined(fc.constant("FREQ=YEARLY"), months, monthDays, bound), joined(fc.constant("FREQ=YEARLY"), interval, fc.constant(";BYMONTH=3,10,11"), nth, bound),
);
const zone = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Chatham", "America/Santiago", "Africa/Cairo");
const near = fc.tuple(fc.integer({ min: 0, max: 800 }), fc.constantFrom("00:15", "01:45", "02:30", "09:00", "23:59")).map(([day, time]) => `${new Date(Date.UTC(2026, 0, 1) + day * 86_400_000).toISOString().slice(0, 10)}T${time}`);

const until = Date.UTC(2040, 0, 1);

describe.skipIf(!hasDateutil)("rules that nobody chose, as python3-dateutil reads them", () => {
  const asked = fc.sample(fc.tuple(rule, zone, near), { numRuns: 250, seed: Number(process.env.RECURRENCE_SEED ?? 5) });
  it("give the same instants in every zone", () => {
    const told = JSON.parse(python(read, JSON.stringify(asked)) ?? "[]") as ([string, number[]] | null)[];
    expect(told).toHaveLength(asked.length);
    let compared = 0;
    for (const [place, [rrule, inZone]] of asked.entries()) {
      const [startsLocal, instants] = told[place] ?? [];
      if (startsLocal === undefined || instants === undefined || instants.length === 0) continue;
      const recurrence: Recurrence = { rrule, startsLocal, zone: inZone, durationMs: 3_600_000, exdates: [], rdates: [] };
      expect([rrule, faultsOfRecurrence(recurrence)]).toEqual([rrule, []]);
      const expected = instants.filter((second) => second * 1_000 < until).map((second) => new Date(second * 1_000).toISOString());
      const found = occurrencesBetween(recurrence, { fromMs: Date.UTC(2025, 0, 1), toMs: until, limit: 25 }).items.slice(0, 25).map(({ startMs }) => new Date(startMs).toISOString());
      expect([rrule, startsLocal, inZone, ...found]).toEqual([rrule, startsLocal, inZone, ...expected]);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(asked.length * 0.8);
  });
});
