import "server-only";
import { z } from "zod";
import { defineOperation } from "../platform/registry";
import { actOnRun, actOnStep, addNote } from "./act-on-run";
import { actOnRunbookRunInput, actOnRunbookStepInput, coverageOutput, listRunbookRunsInput, listRunbookRunsOutput, noteOnRunbookRunInput, runbookRunChanged, runbookRunDetailSchema, runbookRunNumber, runbookSlugInput, runbookStepsSchema, startRunbookInput, suggestRunbooksInput, suggestRunbooksOutput } from "./contract";
import { getRun, listRuns } from "./read-runs";
import { getCoverage, getSteps, suggest } from "./read-steps";
import { startRun } from "./start-run";

const read = { permission: "knowledge.read", effect: "read", cost: "normal" } as const;
const write = { permission: "runbooks.run", effect: "write" } as const;

export const runbooksOperations = {
  steps: defineOperation({ ...read, summary: "What a run of a runbook would do: its steps, what it asks for, faults, and what its runs prove", rest: "GET /runbooks/{slug}/steps", input: runbookSlugInput, output: runbookStepsSchema, run: getSteps }),
  start: defineOperation({ ...write, summary: "Start a run of a runbook, for itself or for an incident, an alert, a maintenance window or a ticket", rest: "POST /runbooks/{slug}/runs", input: startRunbookInput, output: runbookRunChanged, run: startRun }),
  runs: defineOperation({ ...read, summary: "Runs of runbooks, newest first", rest: "GET /runbook-runs", input: listRunbookRunsInput, output: listRunbookRunsOutput, run: listRuns }),
  run: defineOperation({ ...read, summary: "One run of a runbook: its steps, what may be done next, notes, evidence and log", rest: "GET /runbook-runs/{number}", input: runbookRunNumber, output: runbookRunDetailSchema, run: getRun }),
  actOnStep: defineOperation({ ...write, summary: "Say that a step is done, failed, to be tried again or left out; choose the branch of a decision", rest: "POST /runbook-runs/{number}/steps/{position}", input: actOnRunbookStepInput, output: runbookRunChanged, run: actOnStep }),
  actOnRun: defineOperation({ ...write, summary: "Pause a run, go on, or end it: it did not help, or it is no longer needed", rest: "POST /runbook-runs/{number}/actions", input: actOnRunbookRunInput, output: runbookRunChanged, run: actOnRun }),
  addNote: defineOperation({ ...write, summary: "Add a note to the log of a run", rest: "POST /runbook-runs/{number}/notes", input: noteOnRunbookRunInput, output: runbookRunChanged, run: addNote }),
  suggest: defineOperation({ ...read, summary: "Runbooks for an incident, an alert, a maintenance window or a ticket, and the runs made for it", rest: "GET /runbook-suggestions", input: suggestRunbooksInput, output: suggestRunbooksOutput, run: suggest }),
  coverage: defineOperation({ ...read, summary: "Which services and alerts have a runbook, and which runbooks are proved by a recent run", rest: "GET /runbook-coverage", input: z.object({}), output: coverageOutput, run: getCoverage }),
};
