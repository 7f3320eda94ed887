import "server-only";
import { openDates, standingOf, type Cycle } from "#core/deployments";
import { faultsOfRecurrence, isLocalTime } from "#core/maintenance";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { CreateCycle, CycleRow, cycleHistoryInput, cycleHistoryOutput, cycleOutput, doneCycleInput, listUpdatesInput, listUpdatesOutput, removeCycleInput, updateCycleInput } from "./contract";
import { deleteCycleRow, findCycle, insertCycle, listCycles, listDone, namesFor, referencesOf, updateCycleRow, type CycleRecord } from "./updates-repository";

type Changed = z.input<typeof cycleOutput>;
const dayMs = 86_400_000;
const cycleOf = ({ rrule, startsLocal, zone, lastDoneAt }: CycleRecord): Cycle => ({ rrule, startsLocal, zone, lastDoneAtMs: lastDoneAt?.getTime() ?? null });
const noSuchCycle = (): DomainError => new DomainError("NOT_FOUND", "There is no such update cycle.");
const changedMeanwhile = (): DomainError => new DomainError("CONFLICT", "Somebody else has changed this update cycle. Reload to see it; nothing of yours was stored.");
const isoOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const order = { overdue: 0, due_soon: 1, planned: 2, over: 3 } as const;

function presentCycle(record: CycleRecord, names: Awaited<ReturnType<typeof namesFor>>, nowMs: number): CycleRow {
  const { dueAtMs, ...standing } = standingOf(cycleOf(record), nowMs);
  const service = names.services.get(record.serviceId ?? "");
  const team = names.teams.get(record.ownerTeamId ?? "");
  const plan = names.plans.get(record.planId ?? "");
  return {
    id: record.id, title: record.title, rrule: record.rrule, startsLocal: record.startsLocal, zone: record.zone, isDemo: record.isDemo, version: record.version, lastDoneAt: record.lastDoneAt?.toISOString() ?? null, dueAt: isoOf(dueAtMs), ...standing,
    service: service ? { slug: service.slug, name: service.name } : null, team: team ? { slug: team.slug, name: team.name } : null, plan: plan ? { number: plan.number, title: plan.title } : null,
  };
}

/** Update cycles with when each is due, what is overdue first; and their open dates within a time, for calendars. */
export async function listUpdates({ service, state, from, to }: z.output<typeof listUpdatesInput>, ctx: Ctx): Promise<z.input<typeof listUpdatesOutput>> {
  const nowMs = ctx.clock.now().getTime();
  const records = await listCycles(ctx.actor.scope);
  const names = await namesFor(records);
  const isAsked = (row: CycleRow): boolean => (service === undefined || row.service?.slug === service) && (state === undefined || row.state === state);
  const rows = records.map((record) => ({ record, row: presentCycle(record, names, nowMs) })).filter(({ row }) => isAsked(row));
  const items = rows.map(({ row }) => row).sort((a, b) => order[a.state] - order[b.state] || (a.dueAt ?? "9").localeCompare(b.dueAt ?? "9") || a.title.localeCompare(b.title));
  const range = from === undefined || to === undefined ? null : { fromMs: Date.parse(from), toMs: Date.parse(to) };
  const dates = range === null ? [] : rows.flatMap(({ record }) => openDates(cycleOf(record), range).map((atMs) => ({ id: record.id, at: new Date(atMs).toISOString(), title: `Update due: ${record.title}`, href: "/changes/updates" })));
  return { items, nextCursor: null, dates: dates.sort((a, b) => a.at.localeCompare(b.at)).slice(0, 1_000) };
}

const unknown = (path: string, what: string): DomainError => new DomainError("VALIDATION", `There is no ${what}.`, { faults: [{ path, message: "is not known" }] });

async function requireReferences(input: { service?: string | null | undefined; team?: string | null | undefined; plan?: number | null | undefined }) {
  const found = await referencesOf(input);
  if (input.service && !found.service) throw unknown("service", `service "${input.service}"`);
  if (input.team && !found.team) throw unknown("team", `team "${input.team}"`);
  if (input.plan && !found.plan) throw unknown("plan", `change plan ${input.plan}`);
  return found;
}

function requireRule({ rrule, startsLocal, zone }: Pick<Cycle, "rrule" | "startsLocal" | "zone">): void {
  if (!isLocalTime(startsLocal)) throw new DomainError("VALIDATION", "That day or time does not exist.", { faults: [{ path: "startsLocal", message: "is not a time" }] });
  const faults = faultsOfRecurrence({ rrule, startsLocal, zone, durationMs: dayMs, exdates: [], rdates: [] });
  if (faults.length > 0) throw new DomainError("VALIDATION", `The repetition cannot be used: ${faults[0]?.message}.`, { faults: faults.map(({ field, message }) => ({ path: field, message })) });
}

export async function createCycle(input: CreateCycle, ctx: Ctx): Promise<Changed> {
  requireRule(input);
  const found = await requireReferences(input);
  const { title, rrule, startsLocal, zone } = input;
  return businessWrite(ctx, { domains: ["deployments"] }, async (tx, record) => {
    const { id, version } = await insertCycle(tx, { id: newId("upc"), title, rrule, startsLocal, zone, serviceId: found.service?.id ?? null, ownerTeamId: found.team?.id ?? found.service?.ownerTeamId ?? null, planId: found.plan?.id ?? null, createdAt: ctx.clock.now() });
    record({ action: "updates.cycle.create", entityType: "update_cycle", entityId: id, after: { ...input } });
    return { id, version };
  });
}

async function requireCycle(id: string, ctx: Ctx): Promise<CycleRecord> {
  const found = await findCycle(ctx.actor.scope, id);
  if (!found) throw noSuchCycle();
  return found;
}

export async function updateCycle({ id, version, ...input }: z.output<typeof updateCycleInput>, ctx: Ctx): Promise<Changed> {
  const before = await requireCycle(id, ctx);
  const { title = before.title, rrule = before.rrule, startsLocal = before.startsLocal, zone = before.zone } = input;
  requireRule({ rrule, startsLocal, zone });
  const found = await requireReferences(input);
  const references = { ...(input.service === undefined ? {} : { serviceId: found.service?.id ?? null }), ...(input.team === undefined ? {} : { ownerTeamId: found.team?.id ?? null }), ...(input.plan === undefined ? {} : { planId: found.plan?.id ?? null }) };
  return businessWrite(ctx, { domains: ["deployments"] }, async (tx, record) => {
    if (!(await updateCycleRow(tx, { id, version }, { title, rrule, startsLocal, zone, ...references }))) throw changedMeanwhile();
    record({ action: "updates.cycle.update", entityType: "update_cycle", entityId: id, before: { title: before.title, rrule: before.rrule, startsLocal: before.startsLocal, zone: before.zone }, after: { ...input } });
    return { id, version: version + 1 };
  });
}

/** Says that the update was made; the next date follows from that. */
export async function doneCycle({ id, version, at, note }: z.output<typeof doneCycleInput>, ctx: Ctx): Promise<Changed> {
  const before = await requireCycle(id, ctx);
  const doneAt = at === undefined ? ctx.clock.now() : new Date(at);
  if (doneAt > ctx.clock.now()) throw new DomainError("VALIDATION", "It cannot have been done in the future.", { faults: [{ path: "at", message: "lies in the future" }] });
  if (before.lastDoneAt !== null && doneAt < before.lastDoneAt) throw new DomainError("VALIDATION", "It was done later than that already.", { faults: [{ path: "at", message: "is before the last time it was done" }] });
  return businessWrite(ctx, { domains: ["deployments"] }, async (tx, record) => {
    if (!(await updateCycleRow(tx, { id, version }, { lastDoneAt: doneAt }))) throw changedMeanwhile();
    record({ action: "updates.cycle.done", entityType: "update_cycle", entityId: id, before: { lastDoneAt: before.lastDoneAt?.toISOString() ?? null }, after: { lastDoneAt: doneAt.toISOString(), note } });
    return { id, version: version + 1 };
  });
}

export async function removeCycle({ id, version }: z.output<typeof removeCycleInput>, ctx: Ctx): Promise<Changed> {
  const before = await requireCycle(id, ctx);
  return businessWrite(ctx, { domains: ["deployments"] }, async (tx, record) => {
    if (!(await deleteCycleRow(tx, { id, version }))) throw changedMeanwhile();
    record({ action: "updates.cycle.remove", entityType: "update_cycle", entityId: id, before: { title: before.title, rrule: before.rrule }, after: {} });
    return { id, version };
  });
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** When it was done, by whom, in their words. */
export async function cycleHistory({ id }: z.output<typeof cycleHistoryInput>, ctx: Ctx): Promise<z.input<typeof cycleHistoryOutput>> {
  await requireCycle(id, ctx);
  const rows = await listDone(id);
  return { items: rows.map(({ at, actorName, after }) => ({ at: at.toISOString(), actor: actorName, doneAt: text((after as Record<string, unknown> | null)?.lastDoneAt) || at.toISOString(), note: text((after as Record<string, unknown> | null)?.note) })), nextCursor: null };
}
