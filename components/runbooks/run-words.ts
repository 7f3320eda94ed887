import type { RunbookProof, RunbookRunStatus, RunbookStepAction, RunbookStepKind, RunbookStepView } from "#contract/runbooks";
import type { Status } from "@/components/kit/status-map";

export interface Reader {
  now: string;
  zone: string;
}

export const runName = (number: number): string => `RR-${number}`;
export const linkClass = "rounded-sm text-link underline underline-offset-3 wrap-anywhere";

export const runWords: Readonly<Record<RunbookRunStatus, string>> = { running: "running", paused: "paused", completed: "helped", failed: "did not help", abandoned: "left off" };
const runMarks: Readonly<Record<RunbookRunStatus, Status>> = { running: "running", paused: "warn", completed: "ok", failed: "failed", abandoned: "cancelled" };
export const runMark = (status: RunbookRunStatus): Status => runMarks[status];

type StepStatus = RunbookStepView["status"];
export const stepWords: Readonly<Record<StepStatus, string>> = { waiting: "to come", running: "running", asked: "your turn", done: "done", failed: "failed", skipped: "left out" };
const stepMarks: Readonly<Record<StepStatus, Status>> = { waiting: "waiting", running: "running", asked: "warn", done: "ok", failed: "failed", skipped: "cancelled" };
export const stepMark = (status: StepStatus): Status => stepMarks[status];

export const kindWords: Readonly<Record<RunbookStepKind, string>> = { manual: "by hand", command: "command", http: "HTTP call", question: "question", decision: "decision", wait: "wait", approval: "approval" };
export const actionWords: Readonly<Record<RunbookStepAction, string>> = { done: "Done", failed: "Failed", retry: "Try again", skip: "Leave out", by_hand: "Done by hand" };

type State = RunbookProof["state"];
export const proofWords: Readonly<Record<State, string>> = { proven: "proved by use", drifted: "changed since", old: "long ago", unproven: "never proved" };
const proofMarks: Readonly<Record<State, Status>> = { proven: "ok", drifted: "warn", old: "warn", unproven: "none" };
export const proofMark = (state: State): Status => proofMarks[state];
