import "server-only";
import type { Ctx } from "../platform/registry";
import type { StatusPage } from "./contract";
import { assemblePage, recentSpan } from "./core";
import { readPublicRecords } from "./page-repository";

/** The public page as it is now. Whoever asks sees the same. */
export async function readStatusPage(ctx: Pick<Ctx, "clock">): Promise<StatusPage> {
  const now = ctx.clock.now();
  return assemblePage(await readPublicRecords(now, new Date(recentSpan(now.getTime()).fromMs)), now.getTime());
}
