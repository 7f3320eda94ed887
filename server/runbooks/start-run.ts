import "server-only";
import { currentStep, moveOn } from "#core/changes";
import { fillRunbookStep, runValues } from "#core/runbooks";
import { can } from "../platform/auth/actor";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { runStatusOf, type RunbookStep, type StartRunbook } from "./contract";
import type { Moved } from "./move-run";
import { readRunbookText, type ReadText } from "./read-text";
import { machineOf, type Snapshot, type StoredStep } from "./run-state";
import { findRunbookText, type RunbookText } from "./runbooks-repository";
import { appendEntries, insertRun, insertSteps, listStepsForMove, updateStep } from "./runs-repository";
import { requireSubject } from "./subjects";
import type { SubjectRow } from "./subjects-repository";

export const noSuchRunbook = (slug: string): DomainError => new DomainError("NOT_FOUND", `There is no runbook "${slug}".`);

function requireValues({ variables }: ReadText, given: StartRunbook["variables"]): Record<string, string> {
  const { values, missing, unknown } = runValues(variables, given);
  const wrong = [...missing.map((name) => ({ path: `variables.${name}`, message: "needs a value" })), ...unknown.map((name) => ({ path: `variables.${name}`, message: "is no variable of the runbook" }))];
  if (wrong.length > 0) throw new DomainError("VALIDATION", `Variables: ${wrong.map(({ path, message }) => `${path.slice("variables.".length)} ${message}`).join(", ")}.`, { faults: wrong });
  return values;
}

/** Whoever may not change systems has calls done by hand; the row's kind keeps runners away. */
function rowOf(step: RunbookStep, { position, runId, mayCall }: { position: number; runId: string; mayCall: boolean }) {
  const definition: StoredStep = { step, byHand: step.kind === "http" && !mayCall };
  return { runId, position, stage: step.stage, title: step.title, kind: definition.byHand ? "manual" : step.kind, definition: JSON.parse(JSON.stringify(definition)) as object };
}

interface Start {
  text: RunbookText;
  read: ReadText;
  values: Record<string, string>;
  subject: SubjectRow | null;
}

async function insert({ text, read, values, subject }: Start, ctx: Ctx): Promise<Moved> {
  const steps = read.steps.map((step) => fillRunbookStep(step, values));
  const broken = steps.find((step) => step.kind === "http" && !URL.canParse(step.url));
  if (broken) throw new DomainError("VALIDATION", `The address of "${broken.title}" is none.`);
  const snapshot: Snapshot = { title: text.title, slug: text.slug, version: text.version, steps: read.steps };
  const now = ctx.clock.now();
  return businessWrite(ctx, { domains: ["knowledge"] }, async (tx, record) => {
    const id = newId("rbr");
    const { number } = await insertRun(tx, { id, documentId: text.id, documentVersion: text.version, snapshot: JSON.parse(JSON.stringify(snapshot)) as object, variables: values, subjectType: subject?.type ?? null, subjectId: subject?.id ?? null, startedBy: ctx.actor.name, startedById: ctx.actor.userId, startedAt: now, createdAt: now });
    const mayCall = can(ctx.actor, "maintenance.write");
    await insertSteps(tx, steps.map((step, position) => rowOf(step, { position, runId: id, mayCall })));
    const begun = moveOn({ ...machineOf({ status: "running" }, await listStepsForMove(tx, id)), status: "waiting" }, { type: "begin" });
    if ("refused" in begun) throw new Error(begun.refused);
    const first = currentStep(begun.run);
    if (first?.status === "asked") await updateStep(tx, { runId: id, position: first.position }, { status: "asked", attempts: first.attempts, startedAt: now });
    await appendEntries(tx, id, [{ kind: "started", at: now, actorName: ctx.actor.name, text: `Started, ${steps.length} ${steps.length === 1 ? "step" : "steps"}${subject ? `, for ${subject.title}` : ""}` }]);
    record({ action: "runbooks.run.start", entityType: "runbook_run", entityId: id, after: { number, runbook: text.slug, variables: values, subject: subject === null ? null : `${subject.type} ${subject.number}` }, payload: { number } });
    return { number, status: runStatusOf(begun.run.status) };
  });
}

/** Starts a run of a runbook as its text stands now. */
export async function startRun({ slug, variables, subject }: StartRunbook, ctx: Ctx): Promise<Moved> {
  const text = await findRunbookText(ctx.actor.scope, slug, ctx.signal);
  if (!text) throw noSuchRunbook(slug);
  const read = readRunbookText(text.body);
  if (read.steps.length === 0) throw new DomainError("PRECONDITION_FAILED", "The runbook says nothing to do yet: its steps are headings without text. Write them first.");
  const values = requireValues(read, variables);
  return insert({ text, read, values, subject: subject === null ? null : await requireSubject(subject, ctx) }, ctx);
}
