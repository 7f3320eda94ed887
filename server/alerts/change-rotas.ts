import "server-only";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import type { Tx } from "../platform/db";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { alertLimits, type addOverrideInput, type removeOverrideInput, type removeRotaInput, type rotaChangedOutput, type setRotaInput } from "./contract";
import { countPeople, deleteOverride, deleteRota, findRota, insertOverride, saveRota, teamIdOf, type RotaRecord } from "./rotas-repository";

type Changed = z.input<typeof rotaChangedOutput>;

async function requirePeople(tx: Tx, ids: readonly string[], path: string): Promise<void> {
  if ((await countPeople(tx, ids)) !== new Set(ids).size) throw new DomainError("VALIDATION", "Somebody in the rota is not an active person of the organisation.", { faults: [{ path, message: "names somebody who is unknown or not active" }] });
}

async function requireRota(tx: Tx, team: string): Promise<RotaRecord> {
  const rota = await findRota(tx, team);
  if (!rota) throw new DomainError("NOT_FOUND", `There is no rota of "${team}".`);
  return rota;
}

/** Sets who is on call for a team, in turns. */
export async function setRota({ team, version, members, ...rota }: z.output<typeof setRotaInput>, ctx: Ctx): Promise<Changed> {
  return businessWrite(ctx, { domains: ["alerts"] }, async (tx, record) => {
    const teamId = await teamIdOf(tx, team);
    if (teamId === null) throw new DomainError("VALIDATION", `There is no team "${team}".`, { faults: [{ path: "team", message: "unknown" }] });
    await requirePeople(tx, members, "members");
    const before = await findRota(tx, team);
    const id = before?.id ?? newId("rot");
    if (!(await saveRota(tx, { id, teamId, version }, { ...rota, memberIds: [...members] }))) throw new DomainError("CONFLICT", "Somebody else has changed this rota since you opened it. Reload to see the change, then make yours again.");
    record({ action: "rota.set", entityType: "rota", entityId: id, before: before && { zone: before.zone, startsLocal: before.startsLocal, turnDays: before.turnDays, members: before.memberIds }, after: { team, ...rota, members } });
    return { team };
  });
}

export async function removeRota({ team }: z.output<typeof removeRotaInput>, ctx: Ctx): Promise<Changed> {
  return businessWrite(ctx, { domains: ["alerts"] }, async (tx, record) => {
    const { id, zone, startsLocal, turnDays, memberIds } = await requireRota(tx, team);
    await deleteRota(tx, id);
    record({ action: "rota.remove", entityType: "rota", entityId: id, before: { team, zone, startsLocal, turnDays, members: memberIds } });
    return { team };
  });
}

/** Somebody else is on call for a while. */
export async function addOverride({ team, userId, from, to, reason }: z.output<typeof addOverrideInput>, ctx: Ctx): Promise<Changed> {
  const [fromAt, toAt] = [new Date(from), new Date(to)];
  if (toAt <= fromAt || toAt <= ctx.clock.now()) throw new DomainError("VALIDATION", "An override ends after it begins, and not in the past.", { faults: [{ path: "to", message: "lies before the beginning or in the past" }] });
  return businessWrite(ctx, { domains: ["alerts"] }, async (tx, record) => {
    const rota = await requireRota(tx, team);
    await requirePeople(tx, [userId], "userId");
    if (rota.overrides.length >= alertLimits.overrides) throw new DomainError("LIMIT_EXCEEDED", `A rota keeps ${alertLimits.overrides} overrides at most. Remove old ones.`);
    const id = newId("rov");
    await insertOverride(tx, { id, rotaId: rota.id, userId, fromAt, toAt, reason, createdAt: ctx.clock.now() });
    record({ action: "rota.override", entityType: "rota", entityId: rota.id, after: { team, id, userId, from, to, reason } });
    return { team };
  });
}

export async function removeOverride({ team, id }: z.output<typeof removeOverrideInput>, ctx: Ctx): Promise<Changed> {
  return businessWrite(ctx, { domains: ["alerts"] }, async (tx, record) => {
    const rota = await requireRota(tx, team);
    if (!(await deleteOverride(tx, { id, rotaId: rota.id }))) throw new DomainError("NOT_FOUND", "There is no such override.");
    record({ action: "rota.remove-override", entityType: "rota", entityId: rota.id, before: { team, id } });
    return { team };
  });
}
