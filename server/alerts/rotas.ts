import "server-only";
import type { z } from "zod";
import { onCallAt, upcomingTurns, type Override, type RotaRule, type Turn } from "#core/alerts";
import type { FillRequest, ListRow } from "#core/query";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import type { AlertDetail, listRotasInput, listRotasOutput, RotaView } from "./contract";
import { findRotaOfTeam, listPeople, listRotaRecords, listTeamsWithoutRota, namesOf, type RotaRecord } from "./rotas-repository";

const lastingOverridesMs = 86_400_000;

export const ruleOfRota = ({ zone, startsLocal, turnDays, memberIds }: RotaRecord): RotaRule => ({ zone, startsLocal, turnDays, memberIds });
export const overridesOf = ({ overrides }: RotaRecord): Override[] => overrides.map(({ userId, fromAt, toAt }) => ({ userId, fromMs: fromAt.getTime(), toMs: toAt.getTime() }));

type Names = ReadonlyMap<string, string>;
const peopleIn = (rota: RotaRecord): string[] => [...rota.memberIds, ...rota.overrides.map(({ userId }) => userId)];
const nameIn = (names: Names, userId: string): string => names.get(userId) ?? "somebody who has left";

const presentTurn = (turn: Turn, names: Names): RotaView["turns"][number] => ({ person: nameIn(names, turn.userId), userId: turn.userId, from: new Date(turn.fromMs).toISOString(), to: new Date(turn.toMs).toISOString(), isOverride: turn.isOverride });

/** Who is on call for a team at an instant, and who comes after; null = the team has no rota. */
export async function onCallOf(teamId: string, now: Date): Promise<AlertDetail["onCall"]> {
  const rota = await findRotaOfTeam(teamId);
  if (!rota) return null;
  const names = await namesOf(peopleIn(rota));
  const { current, next } = currentAndNext(rota, now);
  return { now: current && presentTurn(current, names), next: next && presentTurn(next, names) };
}

/** The turn of this moment and the next one of somebody else. */
export function currentAndNext(rota: RotaRecord, now: Date): { current: Turn | null; next: Turn | null } {
  const [rule, overrides] = [ruleOfRota(rota), overridesOf(rota)];
  const current = onCallAt(rule, overrides, now.getTime());
  const turns = upcomingTurns(rule, overrides, { fromMs: now.getTime(), count: rota.memberIds.length + rota.overrides.length + 2 });
  return { current, next: turns.find(({ userId, fromMs }) => fromMs > now.getTime() && userId !== current?.userId) ?? null };
}

function presentRota(rota: RotaRecord, names: Names, { now, turns }: { now: Date; turns: number }): RotaView {
  const { team, zone, startsLocal, turnDays, version } = rota;
  const coming = upcomingTurns(ruleOfRota(rota), overridesOf(rota), { fromMs: now.getTime(), count: turns });
  const current = onCallAt(ruleOfRota(rota), overridesOf(rota), now.getTime());
  const lasting = rota.overrides.filter(({ toAt }) => toAt.getTime() > now.getTime() - lastingOverridesMs);
  return {
    team: { slug: team.slug, name: team.name }, zone, startsLocal, turnDays, version, members: rota.memberIds.map((userId) => ({ userId, name: nameIn(names, userId) })),
    now: current && presentTurn(current, names), turns: coming.map((turn) => presentTurn(turn, names)),
    overrides: lasting.map(({ id, userId, fromAt, toAt, reason }) => ({ id, person: nameIn(names, userId), from: fromAt.toISOString(), to: toAt.toISOString(), reason })),
  };
}

/** Who is on call, team by team, with the turns to come. */
export async function listRotas({ team, turns }: z.output<typeof listRotasInput>, ctx: Ctx): Promise<z.input<typeof listRotasOutput>> {
  if (ctx.actor.scope.kind === "customers") throw new DomainError("FORBIDDEN", "On-call rotas are for the organisation's own people.");
  const [rotas, without, people] = await Promise.all([listRotaRecords(team), listTeamsWithoutRota(), listPeople()]);
  const names = await namesOf(rotas.flatMap(peopleIn));
  return { items: rotas.map((rota) => presentRota(rota, names, { now: ctx.clock.now(), turns })), nextCursor: null, without, people: people.map(({ id, name }) => ({ userId: id, name })) };
}

/** Rows of the list of rotas with whose turn it is at the instant, and who comes after. Nobody is "nobody", not an empty place. */
export async function fillRotas(rows: readonly ListRow[], { now }: FillRequest): Promise<ListRow[]> {
  const rotas = await listRotaRecords();
  const names = await namesOf(rotas.flatMap(peopleIn));
  return rows.map((row) => {
    const rota = rotas.find(({ team }) => team.name === row.team);
    const { current, next } = rota ? currentAndNext(rota, now) : { current: null, next: null };
    return { ...row, person: current ? nameIn(names, current.userId) : "nobody", until: current ? new Date(current.toMs).toISOString() : null, next: next ? nameIn(names, next.userId) : null };
  });
}
