import "server-only";
import { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "../platform/auth/actor";
import { readRows, type SqlValue } from "../platform/db";
import { sloLimits, type ListSlosInput } from "./contract";
import type { SloRecord } from "./slos-repository";

/** `isPromise` tells the portal's own promises from the organisation's SLOs; without it both are meant. */
type Wanted = Pick<ListSlosInput, "q" | "status" | "owner" | "service" | "label"> & { isPromise?: boolean };
/** Either the one of a slug, or those in force of some services. */
type Asked = Wanted & { slug?: string; serviceIds?: readonly string[] };

type Own = Omit<SloRecord, "service" | "owner" | "status">;
type Status = NonNullable<SloRecord["status"]>;
type Found = Own & Record<"serviceSlug" | "serviceName" | "ownerSlug" | "ownerName", string | null>;

const columns = (table: string, fields: object): string => Object.keys(fields).map((field) => `${table}.${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)} as "${field}"`).join(", ");
const ownColumns = `${columns("s", Prisma.SloScalarFieldEnum)}, v.slug as "serviceSlug", v.name as "serviceName", t.slug as "ownerSlug", t.name as "ownerName"`;
const statusColumns = columns("e", Prisma.SloStatusScalarFieldEnum);

const tables = "slo s left join service v on v.id = s.service_id left join team t on t.id = s.owner_team_id left join slo_status e on e.slo_id = s.id";
const wanted = `s.archived_at is null and ($1::text[] is null or s.owner_team_id = any($1) or v.owner_team_id = any($1)) and ($2::boolean is null or (s.promise is not null) = $2)
  and ($3::text is null or position(lower($3) in lower(s.name)) > 0 or position(lower($3) in s.slug) > 0 or position(lower($3) in lower(v.name)) > 0)
  and ($4::text is null or coalesce(e.status, 'no_data') = $4) and ($5::text is null or t.slug = $5) and ($6::text is null or v.slug = $6)
  and ($7::text is null or s.slug = $7) and ($8::text[] is null or (s.service_id = any($8) and not s.is_paused))
  and ($9::text is null or exists (select from jsonb_each_text(s.labels) l where $9 in (l.key, l.key || '=' || l.value)))`;

const named = (slug: string | null, name: string | null): SloRecord["service"] => (slug === null || name === null ? null : { slug, name });

function recordOf({ serviceSlug, serviceName, ownerSlug, ownerName, ...own }: Found, status: Status | null): SloRecord {
  return { ...own, service: named(serviceSlug, serviceName), owner: named(ownerSlug, ownerName), status };
}

function valuesOf(scope: Exclude<Scope, { kind: "customers" }>, { isPromise, q, status, owner, service, label, slug, serviceIds }: Asked): SqlValue[] {
  return [scope.kind === "teams" ? [...scope.teamIds] : null, isPromise ?? null, q ?? null, status ?? null, owner ?? null, service ?? null, slug ?? null, serviceIds ?? null, label ?? null];
}

/** By slug. Read by statements of its own, which cost a fraction of what the client takes for rows with so many columns of JSON. */
async function readRecords(scope: Scope, asked: Asked): Promise<SloRecord[]> {
  if (scope.kind === "customers") return [];
  const values = valuesOf(scope, asked);
  const [found, statuses] = await Promise.all([
    readRows<Found>({ text: `select ${ownColumns} from ${tables} where ${wanted} order by s.slug`, values }),
    readRows<Status>({ text: `select ${statusColumns} from ${tables} where ${wanted} and e.slo_id is not null`, values }),
  ]);
  const known = new Map(statuses.map((row) => [row.sloId, row]));
  return found.map((row) => recordOf(row, known.get(row.id) ?? null));
}

/** All that match: an organisation keeps hundreds of SLOs, and the page's order and summary need them together. */
export const listSloRecords = (scope: Scope, input: Wanted): Promise<SloRecord[]> => readRecords(scope, input);

export const findSloRecord = async (scope: Scope, slug: string): Promise<SloRecord | null> => (await readRecords(scope, { slug }))[0] ?? null;

const mostOfServices = 100;

/** SLOs in force of services, by name. */
export const listServiceSlos = async (serviceIds: readonly string[]): Promise<SloRecord[]> =>
  serviceIds.length === 0 ? [] : (await readRecords({ kind: "all" }, { serviceIds })).sort((a, b) => a.name.localeCompare(b.name, "en")).slice(0, mostOfServices);

/** Labels of the organisation's SLOs as "name=value", by name, and how many SLOs have each. */
export async function listSloLabelCounts(scope: Scope): Promise<{ label: string; slos: number }[]> {
  if (scope.kind === "customers") return [];
  const text = `select l.key || '=' || l.value as label, count(*)::int as slos from ${tables} cross join lateral jsonb_each_text(s.labels) l where ${wanted} group by l.key, l.value order by l.key, l.value limit ${sloLimits.labels}`;
  return readRows({ text, values: valuesOf(scope, { isPromise: false }) });
}
