import "server-only";
import { RuleBook, type Versioned } from "#core/sla";
import { db, type Tx } from "../platform/db";
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

/** What every policy and calendar has said from when on. */
export async function readRuleBook(tx: Tx | null = null): Promise<RuleBook> {
  const rows = await (tx ?? db()).$queryRaw<HistoryRow[]>`
    select h.subject_type, h.subject_id, h.definition, (extract(epoch from h.valid_from) * 1000)::float8 as from_ms, (extract(epoch from p.retired_at) * 1000)::float8 as retired_ms
    from sla_history h left join sla_policy p on h.subject_type = 'policy' and p.id = h.subject_id order by h.subject_type, p.created_at, h.subject_id, h.version`;
  const policies: Gathered<PolicyDefinition> = new Map();
  const calendars: Gathered<CalendarDefinition> = new Map();
  for (const row of rows) {
    if (row.subject_type === "policy") gather(policies, row, policyDefinition.parse(row.definition));
    else gather(calendars, row, calendarDefinition.parse(row.definition));
  }
  const list = <T>(gathered: Gathered<T>): Versioned<T>[] => [...gathered.values()];
  return new RuleBook(list(policies), list(calendars));
}
