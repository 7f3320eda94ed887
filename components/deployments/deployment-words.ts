import type { Outcome, TimelineKind } from "#contract/deployments";
import type { Status } from "@/components/kit/status-map";

export const outcomeWords: Readonly<Record<Outcome, string>> = { succeeded: "Succeeded", failed: "Failed", rolled_back: "Rolled back" };
export const outcomeMarks: Readonly<Record<Outcome, Status>> = { succeeded: "succeeded", failed: "failed", rolled_back: "warn" };
export const kindWords: Readonly<Record<TimelineKind, string>> = { deployment: "Deployment", maintenance: "Maintenance", run_step: "Change", configuration: "Configuration", incident: "Incident", alert: "Alert", freeze: "Freeze" };
/** What goes wrong itself, beside what was changed. */
export const kindMarks: Readonly<Record<TimelineKind, Status>> = { deployment: "info", maintenance: "maintenance", run_step: "info", configuration: "none", incident: "critical", alert: "warn", freeze: "none" };

/** How long before trouble something changed: "3 min before". */
export const stepsAway = (distance: number | null): string => (distance === null || distance === 0 ? "" : distance === 1 ? "which it depends on" : "two dependencies away");
