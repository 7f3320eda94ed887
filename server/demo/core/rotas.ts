import type { RotaRule } from "#core/alerts";
import { teams, type TeamSlug } from "./organisation";
import { dayMs, type Timeline } from "./rhythm";

const zone = "Europe/Berlin";
/** Teams that answer at night; the others have nobody on call, as in many a company. */
const rotaTeams: readonly TeamSlug[] = ["platform", "payments", "data", "sre"];
const rotaSize = 3;

/** People on call: they have an account without a password, so that nobody can sign in as them. */
export const onCallPeople = teams.filter(({ slug }) => rotaTeams.includes(slug)).flatMap(({ slug: team, people }) => people.slice(0, rotaSize).map((name) => ({ team, name, zone, id: `usr_demo_${name.toLowerCase().replace(/\W+/g, "_")}`, email: `${name.toLowerCase().replace(/\W+/g, ".")}@demo.example` })));

/** A week each, from the first Monday of the year at nine. */
export function rotasOf({ fromMs }: Timeline): { team: TeamSlug; rule: RotaRule }[] {
  const monday = Math.floor(fromMs / dayMs) * dayMs - ((new Date(fromMs).getUTCDay() + 6) % 7) * dayMs;
  const startsLocal = `${new Date(monday).toISOString().slice(0, 10)}T09:00`;
  return rotaTeams.map((team) => ({ team, rule: { zone, startsLocal, turnDays: 7, memberIds: onCallPeople.filter((person) => person.team === team).map(({ id }) => id) } }));
}
