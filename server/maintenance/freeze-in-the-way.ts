import "server-only";
import type { Ctx } from "../platform/registry";
import { conflictsAt, loadSurroundings } from "./surroundings";

/** The hard freeze that holds for these services right now, in words; null = there is none. */
export async function freezeInTheWay(serviceIds: readonly string[], ctx: Ctx): Promise<string | null> {
  const fromMs = ctx.clock.now().getTime();
  const work = { serviceIds, fromMs, toMs: fromMs + 60_000 };
  const { surroundings } = await loadSurroundings(work, ctx);
  return conflictsAt({ ...work, noticeMs: 0 }, surroundings).find(({ kind, weight }) => kind === "hard_freeze" && weight === "blocks")?.text ?? null;
}
