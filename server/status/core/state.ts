import type { ComponentState, PublicIncidentState } from "../contract";

/** What a monitor says now. */
export interface MonitorNow {
  status: string;
  lastCheckMs: number | null;
  /** How often the portal checks it; null = it is imported, and told of by its imports. */
  intervalMs: number | null;
}

const shortestMs = 5 * 60_000;
const missedChecks = 3;
const importedMs = 24 * 3_600_000;

/** Since when there is no word of a monitor: three checks that it should have had, five minutes at least; a day for imported ones. */
const silentAfterMs = ({ intervalMs }: MonitorNow): number => (intervalMs === null ? importedMs : Math.max(missedChecks * intervalMs, shortestMs));
const isHeard = (monitor: MonitorNow, nowMs: number): boolean => monitor.lastCheckMs !== null && monitor.status !== "none" && nowMs - monitor.lastCheckMs <= silentAfterMs(monitor);

/** The state of a component: planned work that is under way is told as such; a monitor that has fallen silent says nothing; an incident that is told to the public shows even where monitors see nothing. */
export function componentState(monitors: readonly MonitorNow[], { nowMs, hasIncident, isInMaintenance }: { nowMs: number; hasIncident: boolean; isInMaintenance: boolean }): ComponentState {
  if (isInMaintenance) return "maintenance";
  const heard = monitors.filter((monitor) => isHeard(monitor, nowMs));
  const down = heard.filter(({ status }) => status === "down").length;
  if (down > 0) return down === heard.length ? "down" : "partly_down";
  if (hasIncident || heard.some(({ status }) => status === "degraded")) return "degraded";
  return heard.length === 0 ? "no_data" : "operational";
}

const worstFirst: readonly ComponentState[] = ["down", "partly_down", "degraded", "maintenance", "operational", "no_data"];

/** The worst state of all components; one that says nothing does not hide the others. */
export const worstState = (states: readonly ComponentState[]): ComponentState => worstFirst.find((state) => states.includes(state)) ?? "no_data";

/** What the page says first. An incident's own title says more than a state. */
export function headlineOf(states: readonly ComponentState[], openTitles: readonly string[]): string {
  if (openTitles[0] !== undefined) return openTitles.length === 1 ? openTitles[0] : `${openTitles.length} incidents are open`;
  const hit = states.filter((state) => state === "down" || state === "partly_down" || state === "degraded").length;
  if (hit > 0) return hit === 1 ? "One component is disturbed" : `${hit} components are disturbed`;
  if (states.includes("maintenance")) return "Planned maintenance is under way";
  const silent = states.filter((state) => state === "no_data").length;
  if (silent === states.length) return states.length === 0 ? "Nothing is shown here yet" : "There is no data at the moment";
  return silent > 0 ? `Everything that is observed is operational; ${silent} without data` : "All systems operational";
}

const publicStates: Readonly<Record<string, PublicIncidentState>> = { triage: "investigating", started: "identified", mitigated: "monitoring", resolved: "resolved", closed: "resolved" };
/** The step of an incident in the words that the public knows. An unknown step is one that is still looked into. */
export const publicStateOf = (status: string): PublicIncidentState => publicStates[status] ?? "investigating";
