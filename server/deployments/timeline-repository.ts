import "server-only";
import type { TimelineEvent } from "#core/deployments";
import type { Scope } from "../platform/auth/actor";
import { db, readRows } from "../platform/db";
import { changesSql } from "./changes-sql";
import type { TimelineKind } from "./contract";

export interface KnownService {
  id: string;
  slug: string;
  name: string;
}

export const listServices = (): Promise<KnownService[]> => db().service.findMany({ select: { id: true, slug: true, name: true } });
export const listDependencies = async (): Promise<[string, string][]> => (await db().serviceDependency.findMany()).map(({ serviceId, dependsOnId }) => [serviceId, dependsOnId]);

/** What began, for the title of a timeline: its own service first. */
export interface Anchor {
  id: string;
  at: Date;
  title: string;
  href: string;
  serviceId: string | null;
  /** The incident that an alert belongs to: no more its cause than it is itself. */
  incidentId: string | null;
}

export async function findAnchor(scope: Scope, { incident, alert }: { incident?: number | undefined; alert?: number | undefined }): Promise<Anchor | null> {
  if (scope.kind === "customers") return null;
  const own = scope.kind === "all" ? {} : { OR: [{ teamId: { in: [...scope.teamIds] } }, { service: { ownerTeamId: { in: [...scope.teamIds] } } }] };
  const select = { id: true, number: true, title: true, startedAt: true, serviceId: true } as const;
  if (incident !== undefined) {
    const found = await db().incident.findFirst({ where: { number: incident, ...own }, select });
    return found && { id: found.id, at: found.startedAt, title: `INC-${found.number} ${found.title}`, href: `/incidents/${found.number}`, serviceId: found.serviceId, incidentId: null };
  }
  const found = await db().alert.findFirst({ where: { number: alert ?? 0, ...own }, select: { ...select, incidentId: true } });
  return found && { id: found.id, at: found.startedAt, title: found.title, href: `/alerts/${found.number}`, serviceId: found.serviceId, incidentId: found.incidentId };
}

interface Row {
  kind: TimelineKind;
  at: Date;
  text: string;
  actor: string;
  service_id: string | null;
  href: string | null;
}

export interface TimelineQuery {
  kinds: readonly TimelineKind[];
  from: Date;
  to: Date;
  /** Null = all services, and what belongs to none. */
  serviceIds: readonly string[] | null;
  /** Rows that do not explain what is asked about: itself. */
  except: readonly string[];
  scope: Scope;
  limit: number;
}

/** Events of a time, the newest first. What goes on for a while counts when it touches the time. */
export async function readTimeline({ kinds, from, to, serviceIds, except, scope, limit }: TimelineQuery, signal: AbortSignal): Promise<TimelineEvent[]> {
  if (kinds.length === 0 || scope.kind === "customers") return [];
  const text = `select e.kind, e.at, e.text, e.actor, e.service_id, e.href from (${changesSql(kinds)}) e left join service s on s.id = e.service_id
    where e.at < $2 and (e.at >= $1 or (e.until > $1 and e.at >= $1::timestamptz - interval '31 days')) and ($3::text[] is null or e.service_id = any($3) or e.is_global) and e.ref <> all($4::text[]) and ($5::text[] is null or s.owner_team_id = any($5))
    order by e.at desc limit $6`;
  const rows = await readRows<Row>({ text, values: [from, to, serviceIds, except, scope.kind === "teams" ? [...scope.teamIds] : null, limit] }, { signal });
  return rows.map(({ at, service_id, ...row }) => ({ ...row, atMs: at.getTime(), serviceId: service_id }));
}
