import type { IncidentDetail } from "@/components/incidents/incident-cards";

export type TimelineEntry = IncidentDetail["timeline"][number];

export const timelineViews = ["all", "notes", "states", "alerts", "messages"] as const;
export type TimelineView = (typeof timelineViews)[number];

const viewOf: Readonly<Record<string, TimelineView>> = { note: "notes", declared: "states", status: "states", severity: "states", role: "states", postmortem: "states", alert: "alerts", message: "messages", update: "messages" };

/** The entries of a view, the newest first; tasks and tickets stand among all. */
export const entriesIn = (timeline: readonly TimelineEntry[], view: TimelineView): TimelineEntry[] => timeline.filter(({ kind }) => view === "all" || viewOf[kind] === view).toReversed();
