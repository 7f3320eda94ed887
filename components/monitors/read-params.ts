import { monitorGroups, monitorSorts, monitorStatuses, monitorWindows, outageSorts, outageTimes, type MonitorGroup, type MonitorSort, type MonitorStatus, type MonitorWindow, type OutageSort } from "#contract/monitors";
import type { PageParams } from "@/components/kit/with-params";

const textOf = (params: PageParams, name: string): string | undefined => {
  const value = params[name];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
};

const oneOf = <T extends string>(allowed: readonly T[], text: string | undefined): T | undefined => allowed.find((value) => value === text);

export interface MonitorsParams {
  group?: MonitorGroup;
  q?: string;
  status?: MonitorStatus;
  window?: MonitorWindow;
  sort?: MonitorSort;
  cursor?: string;
}

const defined = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };

/** What the list's address asks for; words that mean nothing here are as if they were not there. */
export const readMonitorsParams = (params: PageParams): MonitorsParams =>
  defined({ group: oneOf(monitorGroups, textOf(params, "group")), q: textOf(params, "q")?.slice(0, 100), status: oneOf(monitorStatuses, textOf(params, "status")), window: oneOf(monitorWindows, textOf(params, "window")), sort: oneOf(monitorSorts, textOf(params, "sort")), cursor: textOf(params, "cursor") });

export const readWindow = (params: PageParams): MonitorWindow | undefined => oneOf(monitorWindows, textOf(params, "window"));

export interface OutagesParams {
  monitor?: string;
  service?: string;
  team?: string;
  region?: string;
  status?: "open" | "ended";
  from?: string;
  to?: string;
  time?: (typeof outageTimes)[number];
  sort?: OutageSort;
  cursor?: string;
}

const instantOf = (text: string | undefined): string | undefined => (text === undefined || Number.isNaN(Date.parse(text)) ? undefined : new Date(text).toISOString());

// Answers speak of closed outages; here they have ended.
const statusOf = (text: string | undefined): "open" | "ended" | undefined => (text === "closed" ? "ended" : oneOf(["open", "ended"] as const, text));

export const readOutagesParams = (params: PageParams): OutagesParams =>
  defined({
    monitor: textOf(params, "monitor"), service: textOf(params, "service"), team: textOf(params, "team"), region: textOf(params, "region"), status: statusOf(textOf(params, "status")),
    from: instantOf(textOf(params, "from")), to: instantOf(textOf(params, "to")), time: oneOf(outageTimes, textOf(params, "time")), sort: oneOf(outageSorts, textOf(params, "sort")), cursor: textOf(params, "cursor"),
  });
