import type { IncidentDetail } from "@/components/incidents/incident-cards";
import { formatDateTime } from "@/lib/format";

const listed = (names: readonly string[]): string => (names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`);
const minuteMs = 60_000;

/** An update for stakeholders from what is on record: what, where, since when, what is being done, and when they hear the next. It invents nothing; whoever sends it adds the cause. */
export function draftUpdate({ row, services, nextUpdate }: Pick<IncidentDetail, "row" | "services" | "nextUpdate">, { now, zone }: { now: string; zone: string }): string {
  const time = (iso: string): string => formatDateTime(iso, zone, "time");
  const where = services.length === 0 ? "" : ` Affected: ${listed(services.map(({ name }) => name))}.`;
  const state = row.mitigatedAt === null ? `It began at ${time(row.startedAt)} and we are working on it.` : `It has not shown since ${time(row.mitigatedAt)}; we watch it before we call it resolved.`;
  const next = nextUpdate === null ? "" : ` We tell you more by ${time(new Date(Date.parse(now) + nextUpdate.everyMinutes * minuteMs).toISOString())}.`;
  return `${row.title}.${where} ${state}${next}`;
}
