import "server-only";
import { RuleBook, type Versioned } from "#core/sla";
import { db, type Tx } from "../platform/db";
import { processState } from "../platform/process-state";
import { calendarDefinition, policyDefinition, type CalendarDefinition, type PolicyDefinition } from "./contract";

interface HistoryRow {
  subject_type: string;
  subject_id: string;
  definition: unknown;
  from_ms: number;
  retired_ms: number | null;
}

type Gathered<T> = Map<string, { id: string; versions: { fromMs: number; definition: T }[]; retiredAtMs: number | null }>;

function gather<T>(into: Gathered<T>, row: HistoryRow, definition: T): void {
  const subject = into.get(row.subject_id) ?? { id: row.subject_id, versions: [], retiredAtMs: row.retired_ms };
  subject.versions.push({ fromMs: row.from_ms, definition });
  into.set(row.subject_id, subject);
}

function toRuleBook(rows: readonly HistoryRow[]): RuleBook {
  const policies: Gathered<PolicyDefinition> = new Map();
  const calendars: Gathered<CalendarDefinition> = new Map();
  for (const row of rows) {
    if (row.subject_type === "policy") gather(policies, row, policyDefinition.parse(row.definition));
    else gather(calendars, row, calendarDefinition.parse(row.definition));
  }
  const list = <T>(gathered: Gathered<T>): Versioned<T>[] => [...gathered.values()];
  return new RuleBook(list(policies), list(calendars));
}

const lastBook = processState<{ text: string; book: RuleBook | null }>("sla rule book", () => ({ text: "", book: null }));

/** A column that says what every policy and calendar has said from when on, as text. */
export const ruleBookSql = `(select coalesce(json_agg(r), '[]')::text from (
      select h.subject_type, h.subject_id, h.definition, (extract(epoch from h.valid_from) * 1000)::float8 as from_ms, (extract(epoch from p.retired_at) * 1000)::float8 as retired_ms
      from sla_history h left join sla_policy p on h.subject_type = 'policy' and p.id = h.subject_id order by h.subject_type, p.created_at, h.subject_id, h.version) r)`;

/** What `ruleBookSql` says: understood anew only when it says something else than the last time. */
export function parseRuleBook(text: string): RuleBook {
  const known = lastBook.current();
  if (known.book !== null && known.text === text) return known.book;
  const book = toRuleBook(JSON.parse(text) as HistoryRow[]);
  Object.assign(known, { text, book });
  return book;
}

/** What every policy and calendar has said from when on. */
export async function readRuleBook(tx: Tx | null = null): Promise<RuleBook> {
  const [row] = await (tx ?? db()).$queryRawUnsafe<{ text: string }[]>(`select ${ruleBookSql} as text`);
  return parseRuleBook(row?.text ?? "[]");
}

export interface Edition<T> {
  id: string;
  version: number;
  definition: T;
  from: Date;
}

const insertHistory = (tx: Tx, subjectType: "policy" | "calendar", { id, version, definition, from }: Edition<object>) =>
  tx.slaHistory.create({ data: { subjectType, subjectId: id, version, definition: { ...definition }, from } });

/** When the version before this one began to hold; null for the first. */
export async function lastFrom(tx: Tx, subjectType: "policy" | "calendar", subjectId: string): Promise<Date | null> {
  return (await tx.slaHistory.findFirst({ where: { subjectType, subjectId }, orderBy: { version: "desc" }, select: { from: true } }))?.from ?? null;
}

const calendarColumns = ({ name, zone, week, holidays }: CalendarDefinition) => ({ name, zone, week: { ...week }, holidays: holidays.map((holiday) => ({ ...holiday })) });
const policyColumns = (policy: PolicyDefinition) => ({ ...policy });

export async function insertCalendar(tx: Tx, edition: Edition<CalendarDefinition> & { slug: string }): Promise<void> {
  await tx.businessCalendar.create({ data: { id: edition.id, slug: edition.slug, createdAt: edition.from, ...calendarColumns(edition.definition) } });
  await insertHistory(tx, "calendar", edition);
}

/** False when the stored version is not the one that was edited. `edition.version` is the new one. */
export async function updateCalendarRow(tx: Tx, edition: Edition<CalendarDefinition>): Promise<boolean> {
  const { count } = await tx.businessCalendar.updateMany({ where: { id: edition.id, version: edition.version - 1 }, data: { ...calendarColumns(edition.definition), version: edition.version } });
  if (count > 0) await insertHistory(tx, "calendar", edition);
  return count > 0;
}

export async function insertPolicy(tx: Tx, edition: Edition<PolicyDefinition>, createdAt: Date): Promise<void> {
  await tx.slaPolicy.create({ data: { id: edition.id, createdAt, ...policyColumns(edition.definition) } });
  await insertHistory(tx, "policy", edition);
}

export async function updatePolicyRow(tx: Tx, edition: Edition<PolicyDefinition>): Promise<boolean> {
  const { count } = await tx.slaPolicy.updateMany({ where: { id: edition.id, version: edition.version - 1, retiredAt: null }, data: { ...policyColumns(edition.definition), version: edition.version } });
  if (count > 0) await insertHistory(tx, "policy", edition);
  return count > 0;
}

export const retirePolicyRow = async (tx: Tx, key: { id: string; version: number }, retiredAt: Date): Promise<boolean> =>
  (await tx.slaPolicy.updateMany({ where: { ...key, retiredAt: null }, data: { retiredAt, version: { increment: 1 } } })).count > 0;

export const findPolicy = (tx: Tx, id: string) => tx.slaPolicy.findUnique({ where: { id } });
export const findCalendar = (tx: Tx, id: string) => tx.businessCalendar.findUnique({ where: { id } });
export const listPolicyRows = (tx: Tx | null = null) => (tx ?? db()).slaPolicy.findMany({ where: { retiredAt: null }, include: { calendar: { select: { name: true } } }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
export const listCalendarRows = () => db().businessCalendar.findMany({ include: { _count: { select: { policies: { where: { retiredAt: null } } } } }, orderBy: { name: "asc" } });

/** Names of customers and services by id. */
export async function namesOf(customerIds: readonly string[], serviceIds: readonly string[]): Promise<Map<string, string>> {
  const [customers, services] = await Promise.all([
    db().customer.findMany({ where: { id: { in: [...customerIds] } }, select: { id: true, name: true } }),
    db().service.findMany({ where: { id: { in: [...serviceIds] } }, select: { id: true, name: true } }),
  ]);
  return new Map([...customers, ...services].map(({ id, name }) => [id, name]));
}

export interface PolicyUse {
  policyId: string;
  open: number;
  late: number;
}

/** Since when policies hold, and the clocks that are open under them. */
export async function readPolicyUse(): Promise<{ use: Map<string, PolicyUse>; since: Map<string, Date> }> {
  const [use, since] = await Promise.all([
    db().$queryRaw<PolicyUse[]>`select policy_id as "policyId", count(*)::int as open, (count(*) filter (where state = 'breached'))::int as late from ticket_clock where stopped_at is null and policy_id is not null group by 1`,
    db().slaHistory.groupBy({ by: ["subjectId"], where: { subjectType: "policy" }, _min: { from: true } }),
  ]);
  return { use: new Map(use.map((row) => [row.policyId, row])), since: new Map(since.flatMap(({ subjectId, _min }) => (_min.from ? [[subjectId, _min.from]] : []))) };
}

const mostChoices = 500;

/** What conditions and escalations can name. */
export async function readChoices() {
  const named = { select: { id: true, name: true }, orderBy: { name: "asc" }, take: mostChoices } as const;
  const [customers, services, teams, people, categories] = await Promise.all([
    db().customer.findMany(named), db().service.findMany(named), db().team.findMany(named), db().user.findMany({ ...named, where: { status: "active", customerId: null } }),
    db().$queryRaw<{ category: string }[]>`select category from ticket where category is not null group by category order by count(*) desc, category limit ${mostChoices}`,
  ]);
  return { customers, services, teams, people, categories: categories.map(({ category }) => category) };
}
