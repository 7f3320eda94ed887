import "server-only";
import type { FillRequest, ListRow } from "#core/query";
import type { Ctx } from "../platform/registry";
import { askingContext } from "./asking-context";
import { adviseOnWindow } from "./advise";

/** Windows that are weighed for one question; each search for better times looks over weeks. */
const weighed = 3;
const numberIn = (title: unknown): number => Number(/^MW-(\d+)/.exec(typeof title === "string" ? title : "")?.[1] ?? 0);

async function adviceOn(row: ListRow, ctx: Ctx): Promise<ListRow> {
  const { summary, conflicts, impact, slots } = await adviseOnWindow({ number: numberIn(row.work) }, ctx);
  const best = slots[0];
  return {
    ...row, advice: summary, conflicts: conflicts.length === 0 ? "nothing" : conflicts.map(({ text }) => text).join("; "), cost: impact.expectedMinutes, customers: impact.customers, tickets: impact.ticketsPerWindow,
    better: best?.startsAt ?? null, better_cost: best?.expectedMinutes ?? null, why: best ? best.reasons.map(({ text }) => text).join("; ") : null,
  };
}

/** What speaks against the windows that a question is about, what they put at stake and when they would be better. It is read and proposed; nothing is moved. */
export async function fillAdvice(rows: readonly ListRow[], asking: FillRequest): Promise<ListRow[]> {
  const ctx = askingContext(asking);
  return Promise.all(rows.map((row, place) => (place < weighed ? adviceOn(row, ctx) : row)));
}
