import type { TimelineKind } from "../contract";

export interface TimelineEvent {
  atMs: number;
  kind: TimelineKind;
  text: string;
  actor: string;
  /** Null = it concerns every service. */
  serviceId: string | null;
  href: string | null;
}

export type PlacedEvent = TimelineEvent & { distance: number | null };

/** A service and what it depends on, with how many steps away: where the cause of its trouble can lie. Cycles end. */
export function upstreamOf(serviceId: string, dependencies: readonly (readonly [string, string])[], hops = 2): Map<string, number> {
  const far = new Map([[serviceId, 0]]);
  for (let hop = 1; hop <= hops; hop += 1) for (const [from, to] of dependencies) if (far.get(from) === hop - 1 && !far.has(to)) far.set(to, hop);
  return far;
}

const near = (event: PlacedEvent): number => event.distance ?? 9;

/** Events in the order in which to suspect them: the newest first. What one event says of several services is told once, of the nearest. */
export function placeEvents(events: readonly TimelineEvent[], distances: ReadonlyMap<string, number> | null): PlacedEvent[] {
  const told = new Map<string, PlacedEvent>();
  for (const event of events) {
    const placed = { ...event, distance: event.serviceId === null ? null : (distances?.get(event.serviceId) ?? null) };
    const key = `${event.kind} ${event.atMs} ${event.text} ${event.actor}`;
    const known = told.get(key);
    if (known === undefined || near(placed) < near(known)) told.set(key, placed);
  }
  return [...told.values()].sort((a, b) => b.atMs - a.atMs || near(a) - near(b) || a.text.localeCompare(b.text));
}
