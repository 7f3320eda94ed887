import "server-only";
import type { Ctx } from "../platform/registry";
import { runDueWindows } from "./run-due";
import { extendSeries } from "./write-series";

export { externalPurpose } from "./calendars/fetch-calendar";
export { refreshCalendars } from "./calendars/refresh-calendar";
export { feedResponse } from "./calendars/feed-response";
export { serveFeed } from "./calendars/serve-feed";
export { readStopLink, stopByLink, type StopView } from "./notices/stop-link";
export { findNoticeAddress } from "./notices/subscriptions";
export { subscriptionPurpose } from "./notices/notice-target";
export { tellWindows } from "./notices/tell-windows";
export { freezeInTheWay } from "./freeze-in-the-way";
export { maintenanceOperations } from "./operations";
export { listApprovers, presentPolicy } from "./policy";

/** What the clock does with planned work. */
export async function runMaintenance(ctx: Ctx): Promise<void> {
  await runDueWindows(ctx);
  await extendSeries(ctx);
}
