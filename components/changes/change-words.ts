import type { PlanStatus, RunPurpose, RunStatus, StepAction, StepKind, StepStatus } from "#contract/changes";
import type { Status } from "@/components/kit/status-map";

export const planWords: Readonly<Record<PlanStatus, string>> = { draft: "draft", requested: "requested", approved: "approved", retired: "retired" };
const planMarks: Readonly<Record<PlanStatus, Status>> = { draft: "draft", requested: "waiting", approved: "ok", retired: "archived" };
export const planMark = (status: PlanStatus): Status => planMarks[status];

export const runWords: Readonly<Record<RunStatus, string>> = { waiting: "waiting", running: "running", paused: "paused", failed: "stopped", rolling_back: "going back", rolled_back: "rolled back", completed: "completed", cancelled: "cancelled" };
const runMarks: Readonly<Record<RunStatus, Status>> = { waiting: "waiting", running: "running", paused: "warn", failed: "failed", rolling_back: "running", rolled_back: "warn", completed: "ok", cancelled: "cancelled" };
/** A rehearsal that went back as it should has succeeded. */
export const runState = ({ status, purpose }: { status: RunStatus; purpose: RunPurpose }): { status: Status; label: string } => (purpose === "rehearsal" && status === "rolled_back" ? { status: "ok", label: "rehearsed" } : { status: runMarks[status], label: runWords[status] });
export const purposeWords: Readonly<Record<RunPurpose, string>> = { change: "change", test: "test", rehearsal: "rehearsal" };

export const stepWords: Readonly<Record<StepStatus, string>> = { waiting: "waiting", running: "running", asked: "asks", done: "done", failed: "failed", skipped: "left out" };
const stepMarks: Readonly<Record<StepStatus, Status>> = { waiting: "waiting", running: "running", asked: "warn", done: "ok", failed: "failed", skipped: "cancelled" };
export const stepMark = (status: StepStatus): Status => stepMarks[status];

export const kindWords: Readonly<Record<StepKind, string>> = { manual: "by hand", http: "HTTP call", wait: "wait", check: "check", approval: "approval" };
export const stageWords = { test: "Test", staging: "Staging", canary: "Canary", production: "Production" } as const;
export const actionWords: Readonly<Record<StepAction, string>> = { done: "Done", failed: "Failed", retry: "Try again", skip: "Leave out", by_hand: "Done by hand" };

export const planName = (number: number): string => `CP-${number}`;
export const runName = (number: number): string => `CR-${number}`;
export const linkClass = "text-link underline underline-offset-3";

export interface Reader {
  now: string;
  zone: string;
}
