import { nearServices, type Surroundings } from "./conflicts";
import { concerns, type FreezeSpan } from "./freezes";

export interface Placed {
  number: number;
  fromMs: number;
  toMs: number;
  serviceIds: readonly string[];
  exempt: readonly string[];
}

/**
 * How many other windows and hard or soft freezes stand in the way of each window, by number. One pass in order of time: only what overlaps is compared,
 * so that thousands of windows cost little.
 */
export function countConflicts(windows: readonly Placed[], around: { freezes: readonly FreezeSpan[]; dependencies: Surroundings["dependencies"] }): Map<number, number> {
  const counts = new Map<number, number>();
  const nearBy = new Map<string, ReadonlyMap<string, number>>();
  const near = (serviceIds: readonly string[]): ReadonlyMap<string, number> => {
    const key = serviceIds.length === 1 ? (serviceIds[0] ?? "") : [...serviceIds].sort().join(" ");
    const known = nearBy.get(key) ?? nearServices(serviceIds, around.dependencies);
    nearBy.set(key, known);
    return known;
  };
  const add = (number: number, by = 1): unknown => counts.set(number, (counts.get(number) ?? 0) + by);
  let open: { other: Placed; reach: ReadonlyMap<string, number> }[] = [];
  for (const window of [...windows].sort((a, b) => a.fromMs - b.fromMs)) {
    open = open.filter(({ other }) => other.toMs > window.fromMs);
    for (const { other, reach } of open) if (window.serviceIds.some((id) => reach.has(id))) {
      add(window.number);
      add(other.number);
    }
    open.push({ other: window, reach: near(window.serviceIds) });
    const frozen = around.freezes.filter((freeze) => freeze.fromMs < window.toMs && freeze.toMs > window.fromMs && concerns(freeze, window.serviceIds) && !window.exempt.includes(freeze.freezeId));
    if (frozen.length > 0) add(window.number, frozen.length);
  }
  return counts;
}
