import type { MonitorSort } from "../contract";

/** What a list of monitors can be sorted by. Null figures (no data) come last in both directions. */
export interface SortableMonitor {
  slug: string;
  name: string;
  availability: number | null;
  outages: number;
  latencyP95Ms: number | null;
}

export type SortKey = string | number | null;

export function sortKeyOf(monitor: SortableMonitor, sort: MonitorSort): SortKey {
  switch (sort) {
    case "name":
    case "-name":
      return monitor.name.toLowerCase();
    case "availability":
    case "-availability":
      return monitor.availability;
    case "outages":
    case "-outages":
      return monitor.outages;
    case "latency":
    case "-latency":
      return monitor.latencyP95Ms;
  }
}

interface Place {
  key: SortKey;
  slug: string;
}

function comparePlaces(a: Place, b: Place, isDescending: boolean): number {
  if (a.key === null || b.key === null) return a.key === b.key ? compareText(a.slug, b.slug) : a.key === null ? 1 : -1;
  const order = typeof a.key === "string" || typeof b.key === "string" ? compareText(String(a.key), String(b.key)) : a.key - b.key;
  return (isDescending ? -order : order) || compareText(a.slug, b.slug);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Sorts and, with `after`, leaves out everything up to that place. Equal keys are in the order of their slugs: the order is total. */
export function sortMonitors<T extends SortableMonitor>(monitors: readonly T[], sort: MonitorSort, after: Place | null): T[] {
  const isDescending = sort.startsWith("-");
  const placed = monitors.map((monitor) => ({ monitor, place: { key: sortKeyOf(monitor, sort), slug: monitor.slug } }));
  return placed
    .filter(({ place }) => after === null || comparePlaces(place, after, isDescending) > 0)
    .sort((a, b) => comparePlaces(a.place, b.place, isDescending))
    .map(({ monitor }) => monitor);
}
