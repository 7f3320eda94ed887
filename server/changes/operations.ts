import "server-only";
import { z } from "zod";
import { defineOperation } from "../platform/registry";
import { actOnRun, actOnStep, addRunNote } from "./act-on-run";
import {
  actOnRunInput, actOnStepInput, addEvidenceInput, addRunNoteInput, breakGlassPlanInput, changedPlanOutput, createPlanInput, decidePlanInput, evidenceOutput, linkWindowInput, listPlansInput, listPlansOutput, listRunsInput, listRunsOutput, movePlanInput,
  planDetailSchema, planNumberInput, reviewPlanInput, runChangedOutput, runDetailSchema, runNumberInput, startRunInput, updatePlanInput,
} from "./contract";
import { breakGlass, decidePlan, movePlan, reviewPlan } from "./decide-plan";
import { addEvidence, linkWindow } from "./link-plan";
import { getPlan, listPlans } from "./read-plans";
import { getRun, listRuns } from "./read-runs";
import { startRun } from "./start-run";
import { createPlan, updatePlan } from "./write-plan";

const read = { permission: "maintenance.read", effect: "read" } as const;
const write = { permission: "maintenance.write", effect: "write" } as const;
const approve = { permission: "maintenance.approve", effect: "write" } as const;

export const changesOperations = {
  list: defineOperation({ ...read, summary: "List change plans with service, state and last run", rest: "GET /change-plans", input: listPlansInput, output: listPlansOutput, run: listPlans }),
  get: defineOperation({ ...read, summary: "One change plan: stages and steps, risk with reasons, blast radius, approvals, evidence and its age, runs", rest: "GET /change-plans/{number}", input: planNumberInput, output: planDetailSchema, run: getPlan }),
  runs: defineOperation({ ...read, summary: "List runs of change plans, with how far they are", rest: "GET /change-runs", input: listRunsInput, output: listRunsOutput, run: listRuns }),
  run: defineOperation({ ...read, summary: "One run of a change: steps, log, what it waits for, and whether a runner is alive", rest: "GET /change-runs/{number}", input: runNumberInput, output: runDetailSchema, run: getRun }),
  create: defineOperation({ ...write, summary: "Draft a change plan", rest: "POST /change-plans", input: createPlanInput, output: changedPlanOutput, run: createPlan }),
  update: defineOperation({ ...write, summary: "Change a plan; what was approved has to be approved again", rest: "PATCH /change-plans/{number}", input: updatePlanInput, output: changedPlanOutput, run: updatePlan }),
  move: defineOperation({ ...write, summary: "Request approval of a plan, take it back to draft, or retire it", rest: "POST /change-plans/{number}/status", input: movePlanInput, output: changedPlanOutput, run: movePlan }),
  decide: defineOperation({ ...approve, summary: "Approve or refuse a plan, or withdraw an approval, which holds its runs; never one's own", rest: "POST /change-plans/{number}/decisions", input: decidePlanInput, output: changedPlanOutput, run: decidePlan }),
  breakGlass: defineOperation({ ...write, summary: "Approve a plan without an approver where nobody can give it; audited and reviewed afterwards", rest: "POST /change-plans/{number}/break-glass", input: breakGlassPlanInput, output: changedPlanOutput, run: breakGlass }),
  review: defineOperation({ ...approve, summary: "Review a plan that went ahead without approval", rest: "POST /change-plans/{number}/reviews", input: reviewPlanInput, output: changedPlanOutput, run: reviewPlan }),
  addEvidence: defineOperation({ ...write, summary: "Record a test or a rehearsal of the way back that happened elsewhere", rest: "POST /change-plans/{number}/evidence", input: addEvidenceInput, output: evidenceOutput, run: addEvidence }),
  linkWindow: defineOperation({ ...write, summary: "Tie a maintenance window to a plan, or untie it", rest: "POST /change-plans/{number}/windows", input: linkWindowInput, output: z.object({ number: z.number().int(), window: z.number().int() }), run: linkWindow }),
  start: defineOperation({ ...write, summary: "Start a run of a plan: the change, its test alone, or a rehearsal of the way back", rest: "POST /change-plans/{number}/runs", input: startRunInput, output: runChangedOutput, run: startRun }),
  actOnStep: defineOperation({ ...write, summary: "Say of a run's step that it is done, failed, to be tried again, left out, or done by hand", rest: "POST /change-runs/{number}/steps/{position}", input: actOnStepInput, output: runChangedOutput, run: actOnStep }),
  actOnRun: defineOperation({ ...write, summary: "Pause a run, go on, roll back, stop it for good, or cancel it", rest: "POST /change-runs/{number}/status", input: actOnRunInput, output: runChangedOutput, run: actOnRun }),
  addRunNote: defineOperation({ ...write, summary: "Add a note to the log of a run", rest: "POST /change-runs/{number}/notes", input: addRunNoteInput, output: runChangedOutput, run: addRunNote }),
};
