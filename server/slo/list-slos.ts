import "server-only";
import type { z } from "zod";
import { dayMs } from "#core/slo";
import type { Ctx } from "../platform/registry";
import { sloStatusSchema, type ListSlosInput, type ListSlosOutput, type SloRow, type listSloLabelsOutput } from "./contract";
import { presentSlo } from "./present-slo";
import { listSloLabelCounts, listSloRecords } from "./slo-records-repository";
import { readLastDays } from "./status-repository";

type Order = Pick<ListSlosInput, "sort" | "account">;

function keyOf(row: SloRow, { sort, account }: Order): number | string | null {
  if (sort.endsWith("name")) return `${row.service?.name ?? ""} ${row.name}`.toLowerCase();
  if (sort.endsWith("burn")) return row.burnHour;
  return account === "raw" ? row.rawRemaining : row.remaining;
}

/** Rows without the value come last in either direction; ties by slug. */
function compareBy(order: Order): (a: SloRow, b: SloRow) => number {
  const sign = order.sort.startsWith("-") ? -1 : 1;
  return (a, b) => {
    const [one, two] = [keyOf(a, order), keyOf(b, order)];
    if (one === null || two === null) return one === two ? a.slug.localeCompare(b.slug) : one === null ? 1 : -1;
    return one === two ? a.slug.localeCompare(b.slug) : one < two ? -sign : sign;
  };
}

function summaryOf(rows: readonly SloRow[]): ListSlosOutput["summary"] {
  const byStatus = Object.fromEntries(sloStatusSchema.options.map((status) => [status, rows.filter((row) => row.status === status).length])) as ListSlosOutput["summary"]["byStatus"];
  const burning = rows.filter((row) => (row.burnHour ?? 0) > 0).sort((a, b) => (b.burnHour ?? 0) - (a.burnHour ?? 0))[0];
  const evaluated = rows.flatMap(({ evaluatedAt }) => evaluatedAt ?? []).sort();
  const next = rows.flatMap((row) => (row.runsOutAt === null ? [] : [{ slug: row.slug, name: row.name, service: row.service, at: row.runsOutAt }])).sort((a, b) => a.at.localeCompare(b.at))[0];
  return { byStatus, fastest: burning ? { slug: burning.slug, name: burning.name, service: burning.service, burn: burning.burnHour ?? 0 } : null, next: next ?? null, evaluatedAt: evaluated.at(-1) ?? null };
}

const longPage = 200;

/** A long page of all there is: the days of all are read while the rows are, instead of those of the page after them. */
const isOfAll = ({ limit, cursor, q, status, owner, service, label }: ListSlosInput, { actor }: Ctx): boolean =>
  limit >= longPage && actor.scope.kind === "all" && [cursor, q, status, owner, service, label].every((each) => each === undefined);

/** SLOs as the last evaluation found them, least budget first unless asked otherwise. */
export async function listSlos(input: ListSlosInput, ctx: Ctx): Promise<ListSlosOutput> {
  const asked = { sinceMs: ctx.clock.now().getTime() - input.days * dayMs, account: input.account };
  const [records, daysOfAll] = await Promise.all([listSloRecords(ctx.actor.scope, { ...input, isPromise: false }), isOfAll(input, ctx) ? readLastDays("all", asked, ctx.signal) : null]);
  const rows = records.map((record) => ({ key: record.key, row: presentSlo(record) })).sort((a, b) => compareBy(input)(a.row, b.row));
  const start = input.cursor === undefined ? 0 : rows.findIndex(({ row }) => row.slug === input.cursor) + 1;
  const page = rows.slice(start, start + input.limit);
  const days = daysOfAll ?? (await readLastDays(page.map(({ key }) => key), asked, ctx.signal));
  return {
    items: page.map(({ key, row }) => ({ ...row, days: days.get(key) ?? row.days })),
    nextCursor: start + input.limit < rows.length ? (page.at(-1)?.row.slug ?? null) : null,
    total: rows.length, summary: summaryOf(rows.map(({ row }) => row)),
  };
}

/** Labels of the organisation's SLOs, to filter them by. */
export const listSloLabels = async (_input: object, { actor }: Ctx): Promise<z.input<typeof listSloLabelsOutput>> => ({ items: await listSloLabelCounts(actor.scope), nextCursor: null });
