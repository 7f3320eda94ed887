import { nextFreezes, type PolicyStep } from "./budget-policy";
import { evaluateSlo, type SloRules } from "./evaluate";
import { dayMs, minuteMs, type Interval } from "./intervals";
import type { MinuteSeries } from "./minute-series";
import { windowAt } from "./window";

export interface PastFreeze {
  act: string;
  threshold: number;
  /** Share of the budget left when it opened. */
  remaining: number;
  openedMs: number;
  /** Null = still open at the end. */
  closedMs: number | null;
}

interface ReplayInput {
  rules: SloRules;
  data: { series: MinuteSeries; firstDataMs: number | null; exclusions: readonly Interval[] };
  policy: readonly PolicyStep[];
  /** Whole minutes. */
  stretch: Interval;
}

const stepMs = 10 * minuteMs;

/** Whether the budget can have moved in a stretch: something bad came in or fell out of the window, or a new window began. */
function canMove({ rules, data }: ReplayInput, { fromMs, toMs }: Interval): boolean {
  const [before, after] = [windowAt(rules.window, fromMs), windowAt(rules.window, toMs)];
  const isBad = (stretch: Interval): boolean => {
    const { good, total } = data.series.tally(stretch);
    return total > good;
  };
  return isBad({ fromMs, toMs }) || (rules.window.kind === "calendar" ? before.fromMs !== after.fromMs : isBad({ fromMs: before.fromMs, toMs: after.fromMs }));
}

/**
 * The freezes that a policy would have opened and closed, had it been judged every minute: the evaluator's own figures at every ten minutes, and where something changes between
 * two of them, the first minute at which it does. Source of what a past is made of that nobody watched.
 */
export function replayFreezes(input: ReplayInput): PastFreeze[] {
  const { rules, data, policy, stretch } = input;
  const freezes: PastFreeze[] = [];
  const isOpen = ({ closedMs }: PastFreeze): boolean => closedMs === null;
  const judge = (atMs: number) => {
    const { adjusted } = evaluateSlo({ ...rules, alertRows: [] }, { ...data, previous: null }, atMs);
    return { remaining: adjusted.remaining, ...nextFreezes({ policy, remaining: adjusted.remaining, hysteresis: rules.hysteresis, open: new Set(freezes.filter(isOpen).map(({ act }) => act)), isActive: true }) };
  };
  const changesAt = (atMs: number): boolean => {
    const { opened, closed } = judge(atMs);
    return opened.length + closed.length > 0;
  };
  const firstChange = (quietMs: number, changedMs: number): number => {
    let [low, high] = [quietMs, changedMs];
    while (high - low > minuteMs) {
      const middle = low + Math.floor((high - low) / minuteMs / 2) * minuteMs;
      if (changesAt(middle)) high = middle;
      else low = middle;
    }
    return high;
  };
  const applyAt = (atMs: number): void => {
    const { opened, closed, remaining } = judge(atMs);
    for (const freeze of freezes.filter(isOpen)) if (closed.includes(freeze.act)) freeze.closedMs = atMs;
    for (const { act, remaining: threshold } of opened) freezes.push({ act, threshold, remaining: remaining ?? threshold, openedMs: atMs, closedMs: null });
  };
  for (let dayStart = stretch.fromMs; dayStart < stretch.toMs; dayStart += dayMs) {
    const day = { fromMs: dayStart, toMs: Math.min(dayStart + dayMs, stretch.toMs) };
    if (!canMove(input, day)) continue;
    for (let fromMs = day.fromMs; fromMs < day.toMs; fromMs += stepMs) {
      const toMs = Math.min(fromMs + stepMs, day.toMs);
      for (let quietMs = fromMs; changesAt(toMs); ) {
        quietMs = firstChange(quietMs, toMs);
        applyAt(quietMs);
      }
    }
  }
  return freezes;
}
