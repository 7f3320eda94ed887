import { describe, expect, it } from "vitest";
import { chanceOf } from "./chance";
import { beyondRecordOf, forecastExhaustion, heavinessOf, type DayTally, type ForecastInput, type OtherRecord } from "./forecast";

const dayTotal = 86_400;

type Kind = "steady" | "outages" | "weekly" | "events";

const normalish = (chance: () => number): number => chance() + chance() + chance() + chance() - 2;

/** A day of each kind of history, in budgets of a day at target 99%. */
function dayOf(kind: Kind, at: number, chance: () => number): DayTally {
  const even = 0.01 * dayTotal;
  if (kind === "steady") return { bad: Math.max(0, even * (1.2 + 1.6 * normalish(chance))), total: dayTotal };
  if (kind === "weekly") return { bad: even * (at % 7 < 5 ? 1.9 : 0.2) * (0.4 + 1.2 * chance()), total: dayTotal };
  if (kind === "outages") return { bad: chance() < 0.16 ? even * 8 * -Math.log(1 - chance()) : even * 0.05, total: dayTotal };
  const total = Math.round(1_000 * (0.6 + 0.8 * chance()));
  return { bad: Math.round(total * 0.01 * (0.2 - 0.65 * Math.log(1 - chance()))), total };
}

interface Cut {
  input: ForecastInput;
  /** What came: days until nothing was left; Infinity when some was left at the horizon. */
  actual: number;
}

const sum = (days: readonly DayTally[]): DayTally => days.reduce((all, { bad, total }) => ({ bad: all.bad + bad, total: all.total + total }), { bad: 0, total: 0 });

/** The same arithmetic as an evaluation at the end of a day: a window of days, the budget that of the full one where it is time. */
function leftAfter(days: readonly DayTally[], { from, to, fixedTotal }: { from: number; to: number; fixedTotal: number | null }): { bad: number; total: number } {
  const tally = sum(days.slice(Math.max(0, from), to));
  return { bad: tally.bad, total: fixedTotal ?? tally.total };
}

function cutAt(days: readonly DayTally[], at: number, { kind, windowDays, isRolling }: { kind: Kind; windowDays: number; isRolling: boolean }): Cut {
  const fixedTotal = kind === "events" ? null : windowDays * dayTotal;
  const start = isRolling ? at - windowDays : Math.floor((at - 1) / windowDays) * windowDays;
  const horizonDays = isRolling ? windowDays : start + windowDays - at;
  const spent = leftAfter(days, { from: start, to: at, fixedTotal });
  let actual = Infinity;
  for (let ahead = 1; ahead <= horizonDays && actual === Infinity; ahead += 1) {
    const { bad, total } = leftAfter(days, { from: isRolling ? at + ahead - windowDays : start, to: at + ahead, fixedTotal });
    if (bad >= 0.01 * total) actual = ahead;
  }
  return { actual, input: { history: days.slice(0, at), spentBad: spent.bad, spentTotal: spent.total, target: 0.99, isFixedTotal: kind !== "events", rollingDays: isRolling ? windowDays : null, horizonDays, seed: `${kind}/${at}` } };
}

const histories = 12;
const length = 400;

/** Every history is cut at many days, and what was forecast there is compared with what came. Only cuts that name a day count: "not within the window" is no interval. */
function coverage(shape: { kind: Kind; windowDays: number; isRolling: boolean }): { named: number; covered: number; unnamed: number; kept: number } {
  const counted = { named: 0, covered: 0, unnamed: 0, kept: 0 };
  for (let history = 0; history < histories; history += 1) {
    const chance = chanceOf(`${shape.kind}/${shape.windowDays}/${shape.isRolling}/${history}`);
    const days = Array.from({ length }, (_, at) => dayOf(shape.kind, at, chance));
    for (let at = 90; at < length - shape.windowDays; at += 4) {
      const { input, actual } = cutAt(days, at, shape);
      const forecast = forecastExhaustion(input);
      if (forecast === null) continue;
      if (forecast.from === null) {
        counted.unnamed += 1;
        if (actual === Infinity) counted.kept += 1;
      } else {
        counted.named += 1;
        if (actual >= forecast.from && actual <= (forecast.to ?? Infinity)) counted.covered += 1;
      }
    }
  }
  return counted;
}

const shapes = [
  { kind: "steady", windowDays: 90, isRolling: false },
  { kind: "weekly", windowDays: 90, isRolling: false },
  { kind: "outages", windowDays: 90, isRolling: false },
  { kind: "outages", windowDays: 28, isRolling: true },
  { kind: "events", windowDays: 28, isRolling: true },
] as const;

const steadyDay: DayTally = { bad: 0.02 * dayTotal, total: dayTotal };
const quietDay: DayTally = { bad: 0, total: dayTotal };
const monthOf = (history: ForecastInput["history"], over: Partial<ForecastInput> = {}): ForecastInput => ({ history, spentBad: 0, spentTotal: 28 * dayTotal, target: 0.99, isFixedTotal: true, rollingDays: null, horizonDays: 28, seed: "checkout/2026-08-19", ...over });

describe("the forecast of exhaustion", () => {
  it.each(shapes)("of $kind days in a window of $windowDays days (rolling: $isRolling) holds the truth in 70 to 90 of 100 cuts", (shape) => {
    const { named, covered, unnamed, kept } = coverage(shape);
    expect(named).toBeGreaterThan(300);
    expect(covered / named).toBeGreaterThanOrEqual(0.7);
    expect(covered / named).toBeLessThanOrEqual(0.9);
    // Where no day is named, at most one course in five should run out all the same.
    if (unnamed > 0) expect(kept / unnamed).toBeGreaterThan(0.7);
  });

  it("names the one day that a steady burn leads to: twice the sustainable pace is half of the window", () => {
    expect(forecastExhaustion(monthOf(Array<DayTally>(60).fill(steadyDay)))).toMatchObject({ chance: 1, median: 14, from: 14, to: 14, historyDays: 60 });
  });

  it("says that a budget lasts when nothing on record spends it", () => {
    expect(forecastExhaustion(monthOf(Array<DayTally>(60).fill(quietDay)))).toMatchObject({ chance: 0, median: null, from: null, to: null });
  });

  it("lets old spending fall out of a rolling window, where a calendar one would run out", () => {
    const history = Array<DayTally>(60).fill({ bad: 0.009 * dayTotal, total: dayTotal });
    const spent = { spentBad: 28 * 0.009 * dayTotal };
    expect(forecastExhaustion(monthOf(history, { ...spent, rollingDays: 28 }))).toMatchObject({ chance: 0, from: null });
    expect(forecastExhaustion(monthOf(history, spent))).toMatchObject({ chance: 1, median: 4 });
  });

  it("says nothing without four weeks of data, without a budget, and once nothing is left", () => {
    expect(forecastExhaustion(monthOf([...Array<DayTally>(27).fill(steadyDay), null, null]))).toBeNull();
    expect(forecastExhaustion(monthOf(Array<DayTally>(60).fill(steadyDay), { spentTotal: 0 }))).toBeNull();
    expect(forecastExhaustion(monthOf(Array<DayTally>(60).fill(steadyDay), { spentBad: 0.28 * dayTotal }))).toBeNull();
  });

  it("takes what was never seen to be half an event away, and as bad as it was elsewhere", () => {
    const quiet = monthOf(Array<DayTally>(59).fill(quietDay));
    // Half an event in 60 days, 28 times: 1 - (1 - 0.5 / 60) ** 28 = 20.9%.
    const elsewhere = (...shares: number[]): OtherRecord[] => [{ days: 60, shares }];
    expect(forecastExhaustion({ ...quiet, elsewhere: elsewhere(0.9) })?.chance).toBeCloseTo(0.209, 1);
    expect(forecastExhaustion({ ...quiet, elsewhere: elsewhere(0.001) })).toMatchObject({ chance: 0, from: null });
    expect(forecastExhaustion({ ...quiet, elsewhere: elsewhere(0.9, 0.001, 0.001, 0.001) })?.chance).toBeLessThan(0.1);
  });

  it("goes beyond the worst day on record no further than bad days differ, and takes days elsewhere only where they were worse", () => {
    expect(beyondRecordOf([quietDay])).toBeNull();
    expect(beyondRecordOf(Array<DayTally>(99).fill(steadyDay))).toMatchObject({ chance: 0.005, worst: 0.02, tail: 0 });
    expect(beyondRecordOf([quietDay, steadyDay], [0.5, 0.02, 0.01])).toMatchObject({ tail: 1, worse: [0.5] });
  });

  /** Records of a year with so many heavy days each. */
  const others = (...counts: number[]): OtherRecord[] => counts.map((count) => ({ days: 365, shares: Array<number>(count).fill(0.5) }));
  const yearWith = (heavy: number): DayTally[] => Array.from({ length: 365 }, (_, at) => (at < heavy ? { bad: 0.5 * dayTotal, total: dayTotal } : quietDay));

  it("hears how often heavy days came elsewhere: a lucky record gains some, an unlucky one loses some, as far as all are alike", () => {
    const [lucky, unlucky] = [heavinessOf(yearWith(0), others(5, 6, 4, 5), 0.99), heavinessOf(yearWith(10), others(5, 6, 4, 5), 0.99)];
    // The counts lie no further apart than luck, so that the others weigh a year: half of their 20 in 5 years.
    expect(lucky?.added).toBeCloseTo((20 / 5 / 365) * 0.5, 6);
    expect(lucky?.believed).toBe(1);
    expect(unlucky?.added).toBe(0);
    expect(unlucky?.believed).toBeGreaterThan(0.7);
    expect(unlucky?.believed).toBeLessThan(0.85);
  });

  it("takes a heavy day to be as bad as those of others the more, the fewer it had itself", () => {
    expect(heavinessOf(yearWith(0), others(5, 6, 4, 5), 0.99)?.borrowed).toBe(1);
    expect(heavinessOf(yearWith(4), others(5, 6, 4, 5), 0.99)?.borrowed).toBeCloseTo(8 / 12, 6);
    expect(heavinessOf(yearWith(72), others(5, 6, 4, 5), 0.99)?.borrowed).toBeCloseTo(0.1, 6);
  });

  it("says more of a record of short outages whose likes had long ones than of one whose likes had short ones", () => {
    // Six days of a tenth of the budget of 28 days: alone they never spend it.
    const short = Array.from({ length: 365 }, (_, at): DayTally => (at % 61 === 5 ? { bad: 0.03 * dayTotal, total: dayTotal } : quietDay));
    const likes = (share: number): OtherRecord[] => Array.from({ length: 4 }, () => ({ days: 365, shares: Array<number>(6).fill(share) }));
    const [long, alike] = [0.5, 0.03].map((share) => forecastExhaustion({ ...monthOf(short), elsewhere: likes(share) })?.chance ?? 0);
    // A heavy day in 61, of which 8 in 14 are as bad as those of others: 1 - (1 - 8 / 14 / 61) ** 28, and now and then a day worse than any.
    expect(long).toBeGreaterThan(0.2);
    expect(long).toBeLessThan(0.35);
    expect(alike).toBeLessThan(0.08);
  });

  it("hears a record alone that is unlike the others, with too few others, and where nothing heavy is known", () => {
    const steady = Array<DayTally>(365).fill({ bad: 0.05 * dayTotal, total: dayTotal });
    expect(heavinessOf(steady, others(1, 0, 2, 1), 0.99)).toMatchObject({ added: 0, believed: 1 });
    expect(heavinessOf(yearWith(300), others(1, 0, 2, 1), 0.99)?.believed).toBeGreaterThan(0.98);
    expect(heavinessOf(yearWith(3), others(5, 6), 0.99)).toBeNull();
    expect(heavinessOf(yearWith(0), others(0, 0, 0), 0.99)).toBeNull();
  });

  it("says more of a quiet record whose likes had outages than of one whose likes had none", () => {
    const quiet = monthOf(Array<DayTally>(365).fill(quietDay));
    const [among, alone] = [others(5, 6, 4, 5), others(0, 0, 0, 1)].map((elsewhere) => forecastExhaustion({ ...quiet, elsewhere })?.chance ?? 0);
    // A heavy day in (20 / 5 / 365) / 2 a day, and half an event in 366 more: 1 - (1 - 0.0055 - 0.0014) ** 28.
    expect(among).toBeCloseTo(0.176, 1);
    expect(alone).toBeLessThan(0.08);
  });

  it("is the same for the same data, and another for another seed", () => {
    const chance = chanceOf("outages");
    const history = Array.from({ length: 120 }, (_, at) => dayOf("outages", at, chance));
    const one = forecastExhaustion(monthOf(history));
    expect(forecastExhaustion(monthOf(history))).toEqual(one);
    expect(forecastExhaustion(monthOf(history, { seed: "another" }))).not.toEqual(one);
  });
});
