import "server-only";
import type { FillRequest, ListRow } from "#core/query";
import type { Ctx } from "../platform/registry";
import { askingContext } from "./asking-context";
import { findBetterSlots } from "./advise";
import { maintenanceLimits } from "./contract";
import { listKnownServices } from "./surroundings-repository";

const dayMs = 86_400_000;
/** How far ahead is looked where no period is named. */
const openDays = 30;
/** Services for which one question searches. */
const searched = 3;
const told = 3;

const timeIn = (zone: string) => (at: string): string => new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: zone }).format(new Date(at));

async function slotsFor(row: ListRow, ctx: Ctx, { now, zone }: FillRequest): Promise<ListRow> {
  const [from, to] = [new Date(String(row.starts_at)), new Date(String(row.ends_at))];
  const isOpen = from.getTime() === now.getTime();
  const earliest = from < now ? now : from;
  const longest = earliest.getTime() + maintenanceLimits.slotDays * dayMs;
  const latest = new Date(Math.min(isOpen ? now.getTime() + openDays * dayMs : to.getTime(), longest));
  const slug = (await listKnownServices()).find(({ name }) => name === row.service)?.slug;
  if (slug === undefined) return row;
  if (latest <= earliest) return { ...row, advice: `There is no time left for ${String(row.service)} in that period.` };
  const asked = { ...row, starts_at: earliest.toISOString(), ends_at: latest.toISOString() };
  const search = (first: Date, last: Date) => findBetterSlots({ services: [slug], kind: "normal", risk: "medium", impact: "degraded", noticeMs: 0, zone, durationMs: Number(row.minutes) * 60_000, earliest: first.toISOString(), latest: last.toISOString() }, ctx);
  const { slots, missed, days } = await search(earliest, latest);
  const [best, ...next] = slots.slice(0, told);
  const at = timeIn(zone);
  if (!best) {
    const after = isOpen ? undefined : (await search(latest, new Date(latest.getTime() + openDays * dayMs))).slots[0];
    return { ...asked, advice: `No time of ${String(row.minutes)} min is free for ${String(row.service)} ${days < 2 ? "in that time" : `within ${days} days`}${missed ? `: ${missed.reason}` : ""}.${after ? ` The best one in the ${openDays} days after that is ${at(after.startsAt)}.` : ""}`, best: after?.startsAt ?? null, cost: after?.expectedMinutes ?? null };
  }
  const others = next.length === 0 ? "" : `; then ${next.map(({ startsAt }) => at(startsAt)).join(" and ")}`;
  return {
    ...asked, advice: `The best time for ${String(row.minutes)} min of work on ${String(row.service)} is ${at(best.startsAt)}: ${best.reasons.map(({ text }) => text).join(", ").replace(/\bNo\b/g, "no")}${others}.`,
    best: best.startsAt, cost: best.expectedMinutes, second: next[0]?.startsAt ?? null, third: next[1]?.startsAt ?? null,
  };
}

/** The best times for work on the services that a question names, by the slot finder of the calendar. It is read and proposed; nothing is planned. */
export async function fillSlots(rows: readonly ListRow[], asking: FillRequest): Promise<ListRow[]> {
  const ctx = askingContext(asking);
  return Promise.all(rows.map((row, place) => (place < searched ? slotsFor(row, ctx, asking) : row)));
}
