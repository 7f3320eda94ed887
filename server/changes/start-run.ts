import "server-only";
import { fillStep, stagesFor, stepsOf, valuesOf } from "#core/changes";
import { freezeInTheWay, maintenanceOperations } from "../maintenance";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { evidenceStates, obstaclesToStart } from "./assess-plan";
import type { RunStatus, StartRun } from "./contract";
import { noSuchPlan, stalePlan } from "./edit-plan";
import { moveRun } from "./move-run";
import { findPlan, findPlanForEdit, findWindowByNumber, setPlanOfWindow, type PlanRecord, type WindowRow } from "./plans-repository";
import { stagesOf, variablesOf } from "./present-plan";
import { appendEntries, hasActiveRun, insertRun, insertSteps } from "./runs-repository";
import type { Snapshot } from "./run-state";

type Started = { number: number; status: RunStatus };

async function refuseUnready(plan: PlanRecord, { purpose, window }: StartRun, ctx: Ctx): Promise<void> {
  if (plan.status === "retired") throw new DomainError("PRECONDITION_FAILED", "The plan is retired.");
  if (stagesFor(stagesOf(plan), purpose).length === 0) throw new DomainError("PRECONDITION_FAILED", "The plan has no test stage to run.");
  if (purpose !== "change") return;
  const obstacles = obstaclesToStart(plan, await evidenceStates(plan.id, { stages: stagesOf(plan), now: ctx.clock.now() }));
  if (obstacles.length > 0) throw new DomainError("PRECONDITION_FAILED", `The change cannot start. ${obstacles.join(" ")}`);
  // In a window it is the window's beginning that a freeze stands against, with the exceptions that it was given.
  const freeze = plan.kind === "emergency" || plan.service === null || window !== null ? null : await freezeInTheWay([plan.service.id], ctx);
  if (freeze !== null) throw new DomainError("PRECONDITION_FAILED", `${freeze}. Choose another time, or name an exception for the window and run the change in it.`);
}

function requireValues(plan: PlanRecord, { variables, purpose }: StartRun): Record<string, string> {
  const { values, missing, unknown } = valuesOf(variablesOf(plan), variables);
  const wrong = [...missing.map((name) => ({ path: `variables.${name}`, message: "needs a value" })), ...unknown.map((name) => ({ path: `variables.${name}`, message: "is no variable of the plan" }))];
  if (wrong.length > 0) throw new DomainError("VALIDATION", `Variables: ${wrong.map(({ path, message }) => `${path.slice("variables.".length)} ${message}`).join(", ")}.`, { faults: wrong });
  for (const { step } of stagesFor(stagesOf(plan), purpose).flatMap(({ name, steps }) => steps.map((step) => ({ stage: name, step })))) {
    const filled = fillStep(step, values);
    if (filled.kind === "http" && !URL.canParse(filled.url)) throw new DomainError("VALIDATION", `The address of "${filled.title}" is none: ${filled.url}`);
  }
  return values;
}

/** The window is begun with the run, if it has not: its silences and its freezes are its own matter, and it may refuse. */
async function beginWindow(window: WindowRow, ctx: Ctx): Promise<void> {
  if (window.status === "in_progress" || window.status === "verifying") return;
  if (window.status !== "approved" && window.status !== "announced") throw new DomainError("PRECONDITION_FAILED", `MW-${window.number} is ${window.status.replace("_", " ")}: a change runs in a window that is approved.`);
  const now = ctx.clock.now();
  if (now < window.startsAt || now >= window.endsAt) throw new DomainError("PRECONDITION_FAILED", `MW-${window.number} is not now: ${now < window.startsAt ? "it has not begun" : "it is over"}.`);
  await maintenanceOperations.changeStatus.run({ number: window.number, version: window.version, to: "in_progress", note: "A change run begins in it" }, ctx);
}

async function requireWindow(number: number | null, plan: PlanRecord): Promise<WindowRow | null> {
  const window = number === null ? null : await findWindowByNumber(number);
  if (number !== null && !window) throw new DomainError("VALIDATION", `There is no maintenance window MW-${number}.`, { faults: [{ path: "window", message: "an existing window" }] });
  if (window && window.planId !== null && window.planId !== plan.id) throw new DomainError("CONFLICT", `MW-${window.number} belongs to another plan.`);
  return window;
}

async function insert(plan: PlanRecord, { input, window, ctx }: { input: StartRun; window: WindowRow | null; ctx: Ctx }): Promise<{ id: string; number: number }> {
  const values = requireValues(plan, input);
  const snapshot: Snapshot = { title: plan.title, description: plan.description, rollsBack: plan.rollsBack, variables: Object.entries(values).map(([name, value]) => ({ name, value })), plan: stagesOf(plan) };
  return businessWrite(ctx, { domains: ["changes"] }, async (tx, record) => {
    const locked = await findPlanForEdit(tx, ctx.actor.scope, plan.number);
    if (locked?.version !== input.version) throw stalePlan();
    const active = await hasActiveRun(tx, plan.id);
    if (active !== null) throw new DomainError("CONFLICT", `CR-${active} of this plan is still under way.`);
    const id = newId("crn");
    const { number } = await insertRun(tx, { id, planId: plan.id, planVersion: plan.version, snapshot: JSON.parse(JSON.stringify(snapshot)) as object, variables: values, purpose: input.purpose, windowId: window?.id ?? null, startedBy: ctx.actor.name, startedById: ctx.actor.userId, createdAt: ctx.clock.now() });
    const steps = stepsOf(stagesFor(stagesOf(plan), input.purpose));
    await insertSteps(tx, steps.map(({ stage, step }, position) => {
      const filled = fillStep(step, values);
      return { runId: id, position, stage, title: filled.title, kind: filled.kind, definition: filled };
    }));
    if (window && window.planId === null) await setPlanOfWindow(tx, window.id, plan.id);
    await appendEntries(tx, id, [{ kind: "started", at: ctx.clock.now(), actorName: ctx.actor.name, text: `Started as a ${input.purpose}, ${steps.length} ${steps.length === 1 ? "step" : "steps"}${window ? `, in MW-${window.number}` : ""}` }]);
    record({ action: "changes.run.start", entityType: "change_run", entityId: id, after: { number, plan: plan.number, purpose: input.purpose, variables: values, window: window?.number ?? null }, payload: { number } });
    return { id, number };
  });
}

/** Starts a run of a plan as it stands now: the change itself, its test alone, or a rehearsal of the way back. */
export async function startRun(input: StartRun, ctx: Ctx): Promise<Started> {
  const plan = await findPlan(ctx.actor.scope, input.number);
  if (!plan) throw noSuchPlan(input.number);
  if (plan.version !== input.version) throw stalePlan();
  const window = await requireWindow(input.window, plan);
  requireValues(plan, input);
  await refuseUnready(plan, input, ctx);
  if (window && input.purpose === "change") await beginWindow(window, ctx);
  const { id, number } = await insert(plan, { input, window, ctx });
  const { status } = await moveRun({ id }, ctx, () => ({ move: { type: "begin" } }));
  return { number, status };
}
