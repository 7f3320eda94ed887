import "server-only";
import { adviseOnRelease, type Release } from "#core/maintenance";
import type { FillRequest, ListRow } from "#core/query";
import type { Ctx } from "../platform/registry";
import { askingContext } from "./asking-context";
import { loadSurroundings } from "./surroundings";
import { listKnownServices } from "./surroundings-repository";

const hourMs = 3_600_000;
const longestDayMs = 25 * hourMs;

/** A day is told by its date, a longer time by its first and last. */
function whenOf(fromMs: number, toMs: number, zone: string): string {
  const day = (ms: number): string => new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: zone }).format(new Date(ms));
  if (toMs - fromMs < 23 * hourMs) return "in that time";
  return toMs - fromMs <= longestDayMs ? `on ${day(fromMs)}` : `from ${day(fromMs)} to ${day(toMs - 1)}`;
}

const isText = (value: unknown): value is string => typeof value === "string";

async function adviceFor(row: ListRow, ctx: Ctx, zone: string): Promise<ListRow> {
  const [fromMs, toMs] = [new Date(String(row.starts_at)).getTime(), new Date(String(row.ends_at)).getTime()];
  const known = await listKnownServices();
  const named = known.find(({ name }) => isText(row.target) && name === row.target) ?? null;
  const serviceIds = named === null ? known.map(({ id }) => id) : [named.id];
  const { surroundings } = await loadSurroundings({ serviceIds, fromMs, toMs, impact: "none" }, ctx);
  const release: Release = { service: named, serviceIds, fromMs, toMs, when: whenOf(fromMs, toMs, zone) };
  const { summary, forbids, watch } = adviseOnRelease(release, surroundings);
  return { ...row, advice: summary, forbids: forbids ?? "nothing", watch: watch ?? "nothing" };
}

/** Whether releases may go out in the time that a question names, by what is planned and held for it. It is read and proposed; nothing is released. */
export async function fillReleaseAdvice(rows: readonly ListRow[], asking: FillRequest): Promise<ListRow[]> {
  const ctx = askingContext(asking);
  return Promise.all(rows.map((row) => adviceFor(row, ctx, asking.zone)));
}
