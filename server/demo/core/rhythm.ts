import type { Random } from "./random";

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
export const daysOfDemo = 365;

/** The year that a demo tells: the 365 days before `untilMs`. */
export interface Timeline {
  fromMs: number;
  untilMs: number;
}

export const timelineUntil = (untilMs: number): Timeline => ({ fromMs: untilMs - daysOfDemo * dayMs, untilMs });

/** Sunday first, as Date counts. Mondays bring what the weekend left. */
const weekdayFactors = [0.35, 1.35, 1.15, 1.1, 1.1, 1, 0.4];
/** Share of a day's demand by UTC hour: European mornings, American afternoons, quiet nights. */
const hourWeights = [1, 0.8, 0.7, 0.7, 1, 1.6, 3, 5, 7, 8, 7.6, 6.6, 6, 6.8, 7.4, 7.2, 6.4, 5, 3.8, 3, 2.4, 2, 1.6, 1.2];
/** By month: quiet August, the busy weeks before the end of the year. */
const monthFactors = [1, 0.98, 1, 1, 0.98, 0.96, 0.92, 0.85, 1.02, 1.08, 1.3, 1.2];

const at = <T>(items: readonly T[], index: number, otherwise: T): T => items[index] ?? otherwise;

/** Demand of one UTC day against an average one. */
export function demandOfDay(dayStartMs: number): number {
  const date = new Date(dayStartMs);
  return at(weekdayFactors, date.getUTCDay(), 1) * at(monthFactors, date.getUTCMonth(), 1);
}

/** Demand of the hour of an instant against the busiest hour, 0..1. */
export const demandOfHour = (instantMs: number): number => at(hourWeights, new Date(instantMs).getUTCHours(), 1) / 8;

/** An instant of a UTC day, more likely when people work. */
export function instantOfDay(random: Random, dayStartMs: number): number {
  const total = hourWeights.reduce((sum, weight) => sum + weight, 0);
  let left = random.next() * total;
  const hour = hourWeights.findIndex((weight) => (left -= weight) < 0);
  return dayStartMs + Math.max(0, hour) * hourMs + random.int(0, 3599) * secondMs;
}

/** Monday to Friday, 07:00 to 19:00 UTC. */
export function isDeskHours(instantMs: number): boolean {
  const date = new Date(instantMs);
  const isWeekday = date.getUTCDay() >= 1 && date.getUTCDay() <= 5;
  return isWeekday && date.getUTCHours() >= 7 && date.getUTCHours() < 19;
}

/** The instant itself within desk hours, otherwise soon after the desk opens again. */
export function nextDeskInstant(instantMs: number, random: Random): number {
  if (isDeskHours(instantMs)) return instantMs;
  let opening = Math.floor(instantMs / dayMs) * dayMs + 7 * hourMs;
  while (opening < instantMs || !isDeskHours(opening)) opening += dayMs;
  return opening + Math.floor(random.exponential(40 * minuteMs) / secondMs) * secondMs;
}
