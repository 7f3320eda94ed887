import "server-only";
import { upcomingTurns } from "#core/alerts";
import { namesOf, listRotaRecords } from "./rotas-repository";
import { overridesOf, ruleOfRota } from "./rotas";

export interface Cover {
  teamId: string;
  team: string;
  /** Null = nobody is on call. */
  person: string | null;
  fromMs: number;
  toMs: number;
}

const longest = 400;

/** Who is on call for teams over a time, without gaps: where nobody is, the person is null. A team without a rota has nobody. */
export async function coverOf(teams: readonly { id: string; name: string }[], { fromMs, toMs }: { fromMs: number; toMs: number }): Promise<Cover[]> {
  const rotas = (await listRotaRecords()).filter(({ teamId }) => teams.some(({ id }) => id === teamId));
  const names = await namesOf(rotas.flatMap((rota) => [...rota.memberIds, ...rota.overrides.map(({ userId }) => userId)]));
  return teams.flatMap(({ id: teamId, name: team }) => {
    const rota = rotas.find((one) => one.teamId === teamId);
    const turns = rota ? upcomingTurns(ruleOfRota(rota), overridesOf(rota), { fromMs, count: longest }).filter((turn) => turn.fromMs < toMs) : [];
    const spans: Cover[] = turns.map((turn) => ({ teamId, team, person: names.get(turn.userId) ?? null, fromMs: turn.fromMs, toMs: Math.min(turn.toMs, toMs) }));
    const lastMs = spans.at(-1)?.toMs ?? fromMs;
    return lastMs < toMs ? [...spans, { teamId, team, person: null, fromMs: lastMs, toMs }] : spans;
  });
}
