import "server-only";
import type { Ctx } from "../../platform/registry";
import type { HttpCall } from "./call-http";
import type { Leases } from "./leases-repository";
import type { Attempt } from "./said";
import type { CheckStep } from "./watch-target";

/** What a machine can carry out. */
export type MachineTask = HttpCall | CheckStep | { kind: "wait"; durationMs: number };

export interface TakenStep {
  position: number;
  title: string;
  startedAt: Date | null;
  /** Null = a person has to do this step. */
  task: MachineTask | null;
  /** Doing it again after its runner was lost in the middle is harmless. */
  isSafe: boolean;
}

/** How a run of one kind is moved: changes and runbooks have each their own rows and rules, and the same runner. */
export interface RunTrack {
  leases: Leases;
  /** Takes the step whose turn it is; null when a person has the next move, or the run stands. */
  begin: (id: string, runner: string, ctx: Ctx) => Promise<TakenStep | null>;
  /** Says how an attempt ended. What comes after the lease was lost moves nothing. */
  finish: (id: string, taken: TakenStep, end: { made: Attempt; runner: string; ctx: Ctx }) => Promise<void>;
  /** Steps whose runner was lost in the middle: what changes nothing is taken up again, of anything else a person is asked. */
  settleLost: (ctx: Ctx) => Promise<void>;
}
