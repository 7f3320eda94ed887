import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyLocalTime, anyRule, anyZone } from "../testing/any-rule";
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
  const { status, stdout } = spawnSync("/usr/bin/python3", ["-c", source], { input, encoding: "utf8" });
  return status === 0 ? stdout : null;
};
const hasDateutil = python("import dateutil.rrule, zoneinfo; zoneinfo.ZoneInfo('Europe/Berlin')") !== null;

const until = Date.UTC(2040, 0, 1);

// Skipped only where Debian's python3-dateutil cannot be installed; under CI its absence is a failure.
describe.skipIf(!hasDateutil && !process.env.CI)("rules that nobody chose, as python3-dateutil reads them", () => {
  const asked = fc.sample(fc.tuple(anyRule, anyZone, anyLocalTime(800)), { numRuns: 250, seed: Number(process.env.RECURRENCE_SEED ?? 5) });
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
