import "server-only";
import type { z } from "zod";
import { specificityKey, specificity } from "#core/sla";
import type { Tx } from "../platform/db";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite, type ChangeEntry } from "../platform/write";
import { calendarDefinition, policyDefinition, type createCalendarInput, type createPolicyInput, type PolicyDefinition, type retirePolicyInput, type ruleChangedOutput, type updateCalendarInput, type updatePolicyInput } from "./contract";
import { rulesChanged } from "./rebuild-clocks";
import { findCalendar, findPolicy, insertCalendar, insertPolicy, lastFrom, listPolicyRows, retirePolicyRow, updateCalendarRow, updatePolicyRow } from "./rules-repository";

type Changed = z.input<typeof ruleChangedOutput>;
type Record = (entry: ChangeEntry) => void;

const stale = (what: string): DomainError => new DomainError("CONFLICT", `Somebody else has changed this ${what} since you opened it. Reload to see the change, then make yours again.`);
const missing = (what: string): DomainError => new DomainError("NOT_FOUND", `There is no such ${what}. It may have been retired.`);

/** From when a version holds: now unless an earlier time is named, which may not lie before the version that it follows. */
function fromOf(asked: string | undefined, ctx: Ctx, after: Date | null): Date {
  const now = ctx.clock.now();
  const from = asked === undefined ? now : new Date(asked);
  if (from > now) throw new DomainError("VALIDATION", "A rule holds from now on or from an earlier time. Make the change when it is to begin.", { faults: [{ path: "holdsFrom", message: "lies in the future" }] });
  if (after !== null && from < after) throw new DomainError("VALIDATION", `The version before this one holds from ${after.toISOString()}. Name a later time.`, { faults: [{ path: "holdsFrom", message: "lies before the version that it follows" }] });
  return from;
}

async function requireCalendar(tx: Tx, { calendarId }: PolicyDefinition): Promise<void> {
  if (!(await findCalendar(tx, calendarId))) throw new DomainError("VALIDATION", "There is no such calendar.", { faults: [{ path: "calendarId", message: "unknown" }] });
}

/** Two policies that ask the same of a ticket would leave it to chance which of them holds. */
async function refuseTwin(tx: Tx, policy: PolicyDefinition, ownId: string | null): Promise<void> {
  const twin = (await listPolicyRows(tx)).find((row) => row.id !== ownId && specificityKey(row) === specificityKey(policy) && specificity.every((field) => row[field] === policy[field]));
  if (twin) throw new DomainError("CONFLICT", `The policy "${twin.name}" already holds for exactly these tickets. Change that one, or name another condition.`);
}

function requirePromise(policy: PolicyDefinition): void {
  if (policy.firstResponseMs === null && policy.nextResponseMs === null && policy.resolutionMs === null)
    throw new DomainError("VALIDATION", "A policy promises something: name at least one target.", { faults: [{ path: "resolutionMs", message: "one target is needed" }] });
}

const noteRules = (record: Record, since: Date, entry: Omit<ChangeEntry, "topic" | "payload">): void => record({ ...entry, topic: rulesChanged, payload: { since: since.toISOString(), after: "" } });

const slugOf = (name: string): string => name.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60);

export async function createCalendar({ slug: asked, holdsFrom, ...input }: z.output<typeof createCalendarInput>, ctx: Ctx): Promise<Changed> {
  const definition = calendarDefinition.parse(input);
  const slug = asked ?? slugOf(definition.name);
  if (slug === "") throw new DomainError("VALIDATION", "Give a slug: the name has no letter or digit to make it from.", { faults: [{ path: "slug", message: "needed for this name" }] });
  const edition = { id: newId("cal"), slug, version: 1, definition, from: fromOf(holdsFrom, ctx, null) };
  try {
    return await businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
      await insertCalendar(tx, edition);
      record({ action: "sla.calendar.create", entityType: "business_calendar", entityId: edition.id, after: { slug, ...definition } });
      return { id: edition.id, version: 1 };
    });
  } catch (error) {
    if ((error as { code?: string }).code !== "P2002") throw error;
    throw new DomainError("CONFLICT", `There is already a calendar "${slug}". Choose another name.`, { faults: [{ path: "slug", message: "already taken" }] });
  }
}

/** What has elapsed keeps counting by what the calendar said then; from `holdsFrom` on the new hours count. */
export async function updateCalendar({ id, version, holdsFrom, ...input }: z.output<typeof updateCalendarInput>, ctx: Ctx): Promise<Changed> {
  const definition = calendarDefinition.parse(input);
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const before = await findCalendar(tx, id);
    if (!before) throw missing("calendar");
    const from = fromOf(holdsFrom, ctx, await lastFrom(tx, "calendar", id));
    if (!(await updateCalendarRow(tx, { id, version: version + 1, definition, from }))) throw stale("calendar");
    noteRules(record, from, { action: "sla.calendar.update", entityType: "business_calendar", entityId: id, before: { name: before.name, zone: before.zone, week: before.week, holidays: before.holidays }, after: definition });
    return { id, version: version + 1 };
  });
}

export async function createPolicy({ holdsFrom, ...input }: z.output<typeof createPolicyInput>, ctx: Ctx): Promise<Changed> {
  const definition = policyDefinition.parse(input);
  requirePromise(definition);
  const edition = { id: newId("sla"), version: 1, definition, from: fromOf(holdsFrom, ctx, null) };
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    await requireCalendar(tx, definition);
    await refuseTwin(tx, definition, null);
    await insertPolicy(tx, edition, ctx.clock.now());
    noteRules(record, edition.from, { action: "sla.policy.create", entityType: "sla_policy", entityId: edition.id, after: definition });
    return { id: edition.id, version: 1 };
  });
}

export async function updatePolicy({ id, version, holdsFrom, ...input }: z.output<typeof updatePolicyInput>, ctx: Ctx): Promise<Changed> {
  const definition = policyDefinition.parse(input);
  requirePromise(definition);
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const before = await findPolicy(tx, id);
    if (!before || before.retiredAt !== null) throw missing("policy");
    await requireCalendar(tx, definition);
    await refuseTwin(tx, definition, id);
    const from = fromOf(holdsFrom, ctx, await lastFrom(tx, "policy", id));
    if (!(await updatePolicyRow(tx, { id, version: version + 1, definition, from }))) throw stale("policy");
    noteRules(record, from, { action: "sla.policy.update", entityType: "sla_policy", entityId: id, before: toDefinition(before), after: definition });
    return { id, version: version + 1 };
  });
}

/** From now on it holds for nothing. What it promised before stays in the clocks that have stopped. */
export async function retirePolicy({ id, version }: z.output<typeof retirePolicyInput>, ctx: Ctx): Promise<Changed> {
  const now = ctx.clock.now();
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const before = await findPolicy(tx, id);
    if (!before || before.retiredAt !== null) throw missing("policy");
    if (!(await retirePolicyRow(tx, { id, version }, now))) throw stale("policy");
    noteRules(record, now, { action: "sla.policy.retire", entityType: "sla_policy", entityId: id, before: toDefinition(before) });
    return { id, version: version + 1 };
  });
}

/** The definition out of a stored row, with plain numbers. */
export const toDefinition = (row: NonNullable<Awaited<ReturnType<typeof findPolicy>>>): PolicyDefinition => policyDefinition.parse({ ...row, firstResponseMs: numberOf(row.firstResponseMs), nextResponseMs: numberOf(row.nextResponseMs), resolutionMs: numberOf(row.resolutionMs) });
const numberOf = (value: bigint | null): number | null => (value === null ? null : Number(value));
