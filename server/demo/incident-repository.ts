import "server-only";
import type { Tx } from "../platform/db";
import type { IncidentStory } from "./core";
import { insertRows } from "./seed-repository";

/** Tickets and alerts that a failure brought about carry its id; what was opened about an incident is tied to it by that. Gives the number of tickets tied. */
async function linkByFailure(tx: Tx, stories: readonly IncidentStory[]): Promise<number> {
  const pairs = stories.flatMap(({ incident, failures }) => failures.map((failure) => ({ incident: String(incident.id), failure })));
  const [incidents, failures] = [pairs.map(({ incident }) => incident), pairs.map(({ failure }) => failure)];
  await tx.$executeRaw`update alert set incident_id = p.incident from unnest(${incidents}::text[], ${failures}::text[]) as p (incident, failure) where alert.id = 'alr_demo_' || p.failure`;
  return tx.$executeRaw`
    insert into incident_ticket (incident_id, ticket_id, linked_at)
    select p.incident, t.id, greatest(t.opened_at, i.declared_at)
    from unnest(${incidents}::text[], ${failures}::text[]) as p (incident, failure)
    join incident i on i.id = p.incident
    join ticket_event e on e.seq = 1 and e.detail ->> 'failure' = p.failure
    join ticket t on t.id = e.ticket_id and t.is_demo
    where t.opened_at <= coalesce(i.resolved_at, 'infinity')`;
}

async function linkAlike(tx: Tx, { incident, alike }: IncidentStory): Promise<number> {
  if (alike === null) return 0;
  return tx.$executeRaw`
    insert into incident_ticket (incident_id, ticket_id, linked_at)
    select i.id, t.id, greatest(t.opened_at, i.declared_at) from incident i, ticket t
    where i.id = ${String(incident.id)} and t.is_demo and t.service_id = ${alike.service} and t.subject = ${alike.subject} and t.opened_at >= ${alike.from}::timestamptz`;
}

/** Incidents with all that hangs on them; tickets and alerts are there already. */
export async function insertIncidents(tx: Tx, stories: readonly IncidentStory[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const tables = [
    ["incident", stories.map(({ incident }) => incident)], ["incident_service", stories.flatMap(({ services }) => services)], ["incident_event", stories.flatMap(({ events }) => events)],
    ["action_item", stories.flatMap(({ actions }) => actions)], ["postmortem", stories.flatMap(({ postmortems }) => postmortems)],
  ] as const;
  for (const [table, rows] of tables) {
    await insertRows(tx, table, rows);
    counts[table] = rows.length;
  }
  let linked = await linkByFailure(tx, stories);
  for (const story of stories) linked += await linkAlike(tx, story);
  return { ...counts, incident_ticket: linked };
}
