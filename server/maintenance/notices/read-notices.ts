import "server-only";
import { toldOfKey } from "#core/maintenance";
import type { z } from "zod";
import { can } from "../../platform/auth/actor";
import type { Ctx } from "../../platform/registry";
import type { listNoticesOutput, windowNumberInput } from "../contract";
import { noSuchWindow } from "../edit-window";
import { iso } from "../present-window";
import { findWindow } from "../windows-repository";
import { listNoticeRecords } from "./notices-repository";
import { loadSubscribers, subscribersOf } from "./tell-windows";

/** Who was told what of a window, when and how, newest first. Addresses are for those who plan work. */
export async function listNotices({ number }: z.output<typeof windowNumberInput>, ctx: Ctx): Promise<z.input<typeof listNoticesOutput>> {
  const window = await findWindow(ctx.actor.scope, number);
  if (!window) throw noSuchWindow(number);
  const [{ rows, total }, world] = await Promise.all([listNoticeRecords(window.id), loadSubscribers(ctx.clock.now())]);
  const maySee = can(ctx.actor, "maintenance.write");
  const items = rows.map(({ id, dedupeKey, title, kind, recipient, status, attempts, error, createdAt, sentAt, retryAt }) => ({
    id, moment: toldOfKey(dedupeKey, createdAt.getTime())?.moment ?? "announced", title, kind, recipient: maySee ? recipient : null, status, attempts, error: maySee ? error : null, at: createdAt.toISOString(), sentAt: iso(sentAt), retryAt: iso(retryAt),
  }));
  return { items, nextCursor: null, total, subscribers: subscribersOf(window.services.map(({ service }) => service.id), world).length };
}
