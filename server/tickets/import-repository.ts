import "server-only";
import { db, type Tx } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { bumpVersions } from "@/server/platform/versions";
import type { FoldedTicket } from "#core/tickets";
import { recomputeClocks } from "../sla";

export interface StoredTicket {
  id: string;
  number: string;
  sourceKey: string | null;
  sourceHash: string | null;
}

export interface TicketWrite {
  id: string;
  isNew: boolean;
  ticket: FoldedTicket;
  contentHash: string;
  serviceId: string | null;
  description?: string;
  requesterEmail?: string | null;
}

/** A group by the slug that its name gives. */
export interface GroupName {
  slug: string;
  name: string;
}

export async function findStoredTickets(numbers: readonly string[]): Promise<Map<string, StoredTicket>> {
  const rows = await db().ticket.findMany({ where: { number: { in: [...numbers] } }, select: { id: true, number: true, sourceKey: true, sourceHash: true } });
  return new Map(rows.map((row) => [row.number, row]));
}

/** Services by lower-case slug, name or alias: how a configuration item of the source is recognised. */
export async function findServiceIds(names: readonly string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const wanted = names.map((name) => name.toLowerCase());
  const rows = await db().$queryRaw<{ id: string; name: string }[]>`
    select s.id, known.name from service s
    cross join lateral (select lower(s.slug) as name union select lower(s.name) union select lower(alias) from unnest(s.aliases) as alias) known
    where known.name = any(${wanted}) order by s.slug desc`;
  return new Map(rows.map((row) => [row.name, row.id]));
}

async function ensureTeams(tx: Tx, groups: readonly GroupName[]): Promise<Map<string, string>> {
  const slugs = groups.map((group) => group.slug);
  const known = await tx.team.findMany({ where: { OR: [{ slug: { in: slugs } }, { aliases: { hasSome: slugs } }] }, select: { id: true, slug: true, aliases: true } });
  const idOf = new Map(known.flatMap((team) => [...team.aliases.map((alias) => [alias, team.id] as const), [team.slug, team.id] as const]));
  const missing = groups.filter((group) => !idOf.has(group.slug)).map((group) => ({ id: newId("tm"), slug: group.slug, name: group.name, kind: "support", aliases: [] }));
  if (missing.length === 0) return idOf;
  await tx.team.createMany({ data: missing });
  await bumpVersions(tx, ["catalog"]);
  return new Map([...idOf, ...missing.map((team) => [team.slug, team.id] as const)]);
}

type TeamIdOf = (group: string | null) => string | null;

/** What requesters said, as another desk kept it. */
export async function writeRatings(ratings: readonly { ticketId: string; score: number; at: string }[]): Promise<void> {
  for (const { ticketId, ...rating } of ratings) await db().ticketRating.upsert({ where: { ticketId }, create: { ticketId, ...rating }, update: rating });
}

const ticketRecord = (write: TicketWrite, teamIdOf: TeamIdOf, runId: string) => {
  const { events: _events, group, configurationItem: _configurationItem, ...ticket } = write.ticket;
  return { ...ticket, description: write.description ?? "", requesterEmail: write.requesterEmail ?? null, id: write.id, sourceKey: ticket.number, sourceHash: write.contentHash, teamId: teamIdOf(group), serviceId: write.serviceId, importRunId: runId };
};

const eventRecords = (write: TicketWrite, teamIdOf: TeamIdOf) =>
  write.ticket.events.map(({ fromGroup, group, ...event }) => ({ ...event, ticketId: write.id, fromTeamId: teamIdOf(fromGroup), teamId: teamIdOf(group) }));

const ticketColumns: readonly [field: string, column: string, type: string][] = [
  ["id", "id", "text"], ["number", "number", "text"], ["sourceKey", "source_key", "text"], ["sourceHash", "source_hash", "text"], ["subject", "subject", "text"], ["description", "description", "text"], ["requesterEmail", "requester_email", "text"],
  ["state", "state", "text"], ["stateKind", "state_kind", "text"], ["impact", "impact", "text"], ["urgency", "urgency", "text"], ["priority", "priority", "text"],
  ["channel", "channel", "text"], ["category", "category", "text"], ["subcategory", "subcategory", "text"], ["symptom", "symptom", "text"], ["location", "location", "text"],
  ["serviceId", "service_id", "text"], ["teamId", "team_id", "text"], ["assignee", "assignee", "text"], ["requester", "requester", "text"], ["madeSla", "made_sla", "boolean"],
  ["openedAt", "opened_at", "timestamptz"], ["resolvedAt", "resolved_at", "timestamptz"], ["closedAt", "closed_at", "timestamptz"], ["updatedAt", "updated_at", "timestamptz"],
  ["reassignmentCount", "reassignment_count", "int"], ["reopenCount", "reopen_count", "int"], ["importRunId", "import_run_id", "text"],
];
const eventColumns: readonly [field: string, column: string, type: string][] = [
  ["ticketId", "ticket_id", "text"], ["seq", "seq", "int"], ["at", "at", "timestamptz"], ["kind", "kind", "text"], ["state", "state", "text"], ["stateKind", "state_kind", "text"],
  ["fromTeamId", "from_team_id", "text"], ["teamId", "team_id", "text"], ["assignee", "assignee", "text"], ["priority", "priority", "text"], ["madeSla", "made_sla", "boolean"],
  ["actor", "actor", "text"], ["detail", "detail", "jsonb"],
];

const names = (columns: typeof ticketColumns) => columns.map(([, column]) => column).join(", ");
const fields = (columns: typeof ticketColumns) => columns.map(([field]) => `x."${field}"`).join(", ");
const recordset = (columns: typeof ticketColumns) => `jsonb_to_recordset($1::jsonb) as x(${columns.map(([field, , type]) => `"${field}" ${type}`).join(", ")})`;

const insertTickets = `insert into ticket (${names(ticketColumns)}) select ${fields(ticketColumns)} from ${recordset(ticketColumns)}`;
const insertEvents = `insert into ticket_event (${names(eventColumns)}) select ${fields(eventColumns)} from ${recordset(eventColumns)}`;
const updatable = ticketColumns.filter(([field]) => !["id", "number", "sourceKey", "serviceId"].includes(field));
// A service that someone set by hand stays when the source does not name one.
const updateTickets = `update ticket t set ${updatable.map(([field, column]) => `${column} = x."${field}"`).join(", ")}, service_id = coalesce(x."serviceId", t.service_id), version = t.version + 1
  from ${recordset(ticketColumns)} where t.id = x.id`;

/** Writes one batch in one transaction: groups as teams, tickets, their events (replaced as a whole), the clocks that these give, and the data versions last. */
export async function writeTickets(writes: readonly TicketWrite[], groups: readonly GroupName[], context: { runId: string; slugOf: (group: string) => string }): Promise<void> {
  if (writes.length === 0) return;
  await db().$transaction(async (tx) => {
    const teams = await ensureTeams(tx, groups);
    const teamIdOf: TeamIdOf = (group) => (group === null ? null : (teams.get(context.slugOf(group)) ?? null));
    const records = (isNew: boolean) => JSON.stringify(writes.filter((write) => write.isNew === isNew).map((write) => ticketRecord(write, teamIdOf, context.runId)));
    const changed = writes.filter((write) => !write.isNew).map((write) => write.id);
    await tx.$executeRawUnsafe(insertTickets, records(true));
    if (changed.length > 0) {
      await tx.$executeRawUnsafe(updateTickets, records(false));
      await tx.ticketEvent.deleteMany({ where: { ticketId: { in: changed } } });
    }
    await tx.$executeRawUnsafe(insertEvents, JSON.stringify(writes.flatMap((write) => eventRecords(write, teamIdOf))));
    await recomputeClocks(tx, writes.map(({ id }) => id));
    await bumpVersions(tx, ["tickets"]);
  }, { timeout: 60_000, maxWait: 10_000 });
}
