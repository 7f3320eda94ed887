import { chanceOf } from "./chance";

/** Bad and all of one whole day, in the SLI's own unit. */
export interface DayTally {
  bad: number;
  total: number;
}

/** What another SLO that is measured alike has on record. */
export interface OtherRecord {
  /** Days with data, and the shares of bad of the worst of them. */
  days: number;
  shares: readonly number[];
}

export interface ForecastInput {
  /** Whole days up to yesterday, oldest first, without gaps: a day without data is null. */
  history: readonly (DayTally | null)[];
  /** What the budget has been charged so far in its window, and the tally that it is measured with. */
  spentBad: number;
  spentTotal: number;
  target: number;
  /** True when `spentTotal` is that of the full window (time, slices); false when it grows with what comes (events). */
  isFixedTotal: boolean;
  /** Days of a rolling window: old spending falls out of it. Null = a calendar window, which only grows. */
  rollingDays: number | null;
  /** How many days to look ahead: a rolling window's length, or what is left of a calendar one. */
  horizonDays: number;
  /** Other SLOs that are measured alike: how bad a day can become that this record does not hold, and how often heavy days come. */
  elsewhere?: readonly OtherRecord[];
  /** Names the stream of chance: equal names and data give equal forecasts. */
  seed: string;
}

export interface Forecast {
  /** Share of the simulated courses that ran out within the horizon, 0..1. */
  chance: number;
  /** Days ahead (1 = tomorrow's end) by which half of the courses have run out; null = not within the horizon. */
  median: number | null;
  /** The 80% interval in days ahead. Null `from` = not within the horizon; null `to` = it may well not run out within it. */
  from: number | null;
  to: number | null;
  historyDays: number;
  courses: number;
}

export const forecastMethod = "Bayesian block bootstrap of whole days";
/** Fewer whole days with data say nothing about the days to come. */
export const leastHistoryDays = 28;
const courses = 1_000;
/** Days that stay together, so that a week keeps its shape. */
const blockDays = 7;
const tail = 0.1;

/**
 * The next block of a course, by Pólya's urn: one drawn before is drawn again the more likely the more often it was. That is what drawing from blocks of uncertain weight comes to (Rubin's
 * Bayesian bootstrap: what the history happened not to hold is uncertain too), without the weights. Source: Blackwell and MacQueen 1973.
 */
function drawBlock(drawn: number[], blocks: number, chance: () => number): number {
  const at = Math.floor(chance() * (blocks + drawn.length));
  const block = at < blocks ? at : (drawn[at - blocks] ?? 0);
  drawn.push(block);
  return block;
}

const shareOf = ({ bad, total }: DayTally): number => (total > 0 ? bad / total : 0);

/** Days worse than any on record. */
interface BeyondRecord {
  /** Chance of one, each day: nothing worse came in n days, so the rate is that of half an event in n + 1. Source: Jeffreys 1961, the prior of a rate. */
  chance: number;
  /** Share of bad of the worst day on record, and how much further a worse one goes: exp(tail) of it on average, less where the worst days are alike. */
  worst: number;
  tail: number;
  /** Days of others that were worse than all of these; where there are none, the tail says how bad. */
  worse: readonly number[];
}

/** What was never seen is taken to be half an event away, not impossible. */
const unseenEvents = 0.5;
/** Beyond this a tail is not believed: with half a dozen bad days on record its estimate says little. */
const heaviestTail = 1;

/** What the record says about days worse than those it holds; null where it holds none that is bad. The tail is Hill's estimator over the worst days (Hill 1975). */
export function beyondRecordOf(days: readonly DayTally[], elsewhere: readonly number[] = []): BeyondRecord | null {
  const shares = days.map(shareOf).filter((share) => share > 0).sort((a, b) => b - a);
  const worst = shares[0] ?? 0;
  const worse = elsewhere.filter((share) => share > worst);
  if (worst === 0 && worse.length === 0) return null;
  const count = Math.min(shares.length - 1, Math.ceil(Math.sqrt(days.length)));
  const base = shares[count] ?? worst;
  const tail = count <= 0 ? heaviestTail : shares.slice(0, count).reduce((sum, share) => sum + Math.log(share / base), 0) / count;
  return { chance: unseenEvents / (days.length + 1), worst, tail: Math.min(heaviestTail, tail), worse };
}

/** A day is heavy that takes as much as three days may at an even pace. */
const heavyBurn = 3;
/** The record of others weighs as many days of its own at most, and tells nothing below so many of them. */
const mostPriorDays = 365;
const leastOthers = 3;
/** How bad a heavy day is: what others had weighs as much as so many heavy days of its own. */
const priorHeavyDays = 8;

/** How often heavy days come, when others are heard too. */
interface Heaviness {
  /** A day is heavy from this share of bad on. */
  from: number;
  /** Chance of a day that is heavy over and above those on record, and the share of those on record that is believed to come again. */
  added: number;
  believed: number;
  /** Heavy days of all, those of others alone, and the days of this record that were not. */
  shares: readonly number[];
  others: readonly number[];
  light: readonly number[];
  /** Share of the heavy days to come that are as bad as one of others was: all, where this record holds none. */
  borrowed: number;
}

/**
 * The rate of heavy days: its own and that of others, pooled as far as they are alike. The rates are taken to be spread as a gamma distribution, whose shape comes from how far the counts
 * lie apart (method of moments); one that is unlike the others is heard alone. A rare event has mostly luck in its count: without this, a record that happened to hold none says that none will
 * come, and one that held many that they go on. The same holds for how bad they are: with four short outages on record the next need not be short (a Dirichlet process whose base are the
 * heavy days of others). Null where too few others are there, or nothing heavy is on any record. Source: Robbins 1956, Efron and Morris 1975 (empirical Bayes), Ferguson 1973.
 */
export function heavinessOf(days: readonly DayTally[], others: readonly OtherRecord[], target: number): Heaviness | null {
  const from = heavyBurn * (1 - target);
  const shares = days.map(shareOf);
  const own = { days: days.length, shares: shares.filter((share) => share >= from) };
  const all = [...others.map((other) => ({ days: other.days, shares: other.shares.filter((share) => share >= from) })), own];
  const pooled = all.flatMap((record) => record.shares);
  const rate = pooled.length / all.reduce((sum, record) => sum + record.days, 0);
  if (others.length < leastOthers || pooled.length === 0) return null;
  const excess = all.reduce((sum, record) => sum + (record.shares.length - rate * record.days) ** 2 - rate * record.days, 0);
  const shape = excess <= 0 ? Infinity : all.reduce((sum, record) => sum + (rate * record.days) ** 2, 0) / excess;
  const priorDays = Math.min(mostPriorDays, shape / rate);
  const [seen, expected] = [own.shares.length / own.days, (priorDays * rate + own.shares.length) / (priorDays + own.days)];
  const light = shares.filter((share) => share < from);
  const heard = all.slice(0, -1).flatMap((record) => record.shares);
  const borrowed = heard.length === 0 ? 0 : priorHeavyDays / (priorHeavyDays + own.shares.length);
  return { from, added: Math.max(0, expected - seen), believed: seen > expected && light.length > 0 ? expected / seen : 1, shares: pooled, others: heard, light, borrowed };
}

interface Course {
  days: readonly DayTally[];
  beyond: BeyondRecord | null;
  heaviness: Heaviness | null;
  /** What falls out of a rolling window, day by day. */
  leaving: readonly DayTally[];
  input: ForecastInput;
  chance: () => number;
}

/** Nothing is left; sums of fractions may miss the line by their last digits. */
const isSpent = ({ bad, total }: DayTally, target: number): boolean => bad > 0 && bad >= (1 - target) * total * (1 - 1e-9);

const pick = (values: readonly number[], chance: () => number): number | undefined => values[Math.floor(chance() * values.length)];

/** The bad of a day of the record: now and then it is worse than any on record, at most all of it. */
function repeated(day: DayTally, beyond: BeyondRecord | null, chance: () => number): number {
  if (beyond === null || chance() >= beyond.chance) return day.bad;
  return day.total * Math.min(1, pick(beyond.worse, chance) ?? beyond.worst * Math.exp(-Math.log(1 - chance()) * beyond.tail));
}

/** The bad of a simulated day: heavy ones come as often as they are believed to, and are as bad as they were here or elsewhere. */
function badOf(day: DayTally, { beyond, heaviness, chance }: Pick<Course, "beyond" | "heaviness" | "chance">): number {
  const bad = repeated(day, beyond, chance);
  if (heaviness === null) return bad;
  if (chance() < heaviness.added) return Math.max(bad, day.total * (pick(heaviness.shares, chance) ?? 0));
  if (shareOf(day) < heaviness.from) return bad;
  if (heaviness.believed < 1 && chance() >= heaviness.believed) return day.total * (pick(heaviness.light, chance) ?? 0);
  return chance() < heaviness.borrowed ? day.total * (pick(heaviness.others, chance) ?? 0) : bad;
}

/** Days until a simulated course has no budget left; Infinity when it has some at the horizon. */
function runsOutOf(course: Course): number {
  const { days, leaving, input, chance } = course;
  const drawn: number[] = [];
  let { spentBad: bad, spentTotal: total } = input;
  let at = 0;
  for (let day = 1; day <= input.horizonDays; day += 1) {
    at = (day - 1) % blockDays === 0 ? drawBlock(drawn, days.length, chance) : (at + 1) % days.length;
    const gone = leaving[day - 1];
    const next = days[at] ?? { bad: 0, total: 0 };
    bad = Math.max(0, bad - (gone?.bad ?? 0)) + badOf(next, course);
    if (!input.isFixedTotal) total = Math.max(0, total - (gone?.total ?? 0)) + next.total;
    if (isSpent({ bad, total }, input.target)) return day;
  }
  return Infinity;
}

const finite = (days: number | undefined): number | null => (days === undefined || days === Infinity ? null : days);

/**
 * When a budget runs out, if the days to come are like those on record: blocks of days are drawn anew, now and then a day is worse than any on record (as bad as such days of other SLOs were), heavy days come as often, and are as bad, as they were here and elsewhere, old spending leaves a rolling window, and the day on which each
 * course has nothing left is counted. The interval holds 80% of the courses: a tenth is cut at either end, or, where more than a tenth do not run out at all, a fifth at the
 * near end. Null when fewer than four weeks have data, or nothing is left already. Sources: Künsch 1989 (block bootstrap), Rubin 1981, Jeffreys 1961, Efron and Morris 1975.
 */
export function forecastExhaustion(input: ForecastInput): Forecast | null {
  const days = input.history.filter((day) => day !== null);
  if (days.length < leastHistoryDays || input.spentTotal <= 0 || isSpent({ bad: input.spentBad, total: input.spentTotal }, input.target)) return null;
  const { rollingDays } = input;
  const leaving = rollingDays === null ? [] : Array.from({ length: input.horizonDays }, (_, ahead) => input.history[input.history.length - rollingDays + ahead] ?? { bad: 0, total: 0 });
  const chance = chanceOf(input.seed);
  const beyond = beyondRecordOf(days, input.elsewhere?.flatMap(({ shares }) => shares));
  const heaviness = heavinessOf(days, input.elsewhere ?? [], input.target);
  const ends = Array.from({ length: courses }, () => runsOutOf({ days, beyond, heaviness, leaving, input, chance })).sort((a, b) => a - b);
  const at = (share: number): number | undefined => ends[Math.min(courses - 1, Math.max(0, Math.ceil(share * courses) - 1))];
  const ranOut = ends.filter((day) => day !== Infinity).length / courses;
  const isOpen = ranOut < 1 - tail;
  return { chance: ranOut, median: finite(at(0.5)), from: finite(at(isOpen ? 2 * tail : tail)), to: isOpen ? null : finite(at(1 - tail)), historyDays: days.length, courses };
}
