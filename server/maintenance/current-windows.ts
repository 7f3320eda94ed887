import "server-only";
import { isUnderWay } from "#core/maintenance";
import type { z } from "zod";
import { listSilentWork } from "../alerts";
import type { Ctx } from "../platform/registry";
import type { currentInput, currentOutput } from "./contract";
import { windowName } from "./edit-window";
import { presentWindow } from "./present-window";
import { listMonitorsOf } from "./surroundings-repository";
import { listWindowsNow } from "./windows-repository";

const aheadMs = 24 * 3_600_000;

/** Work under way, and approved work that begins within a day: what a page about a service says of it. */
export async function listCurrent({ service }: z.output<typeof currentInput>, ctx: Ctx): Promise<z.input<typeof currentOutput>> {
  const now = ctx.clock.now();
  const [records, silent] = await Promise.all([listWindowsNow(ctx.actor.scope, { now, ahead: new Date(now.getTime() + aheadMs), service }), listSilentWork(ctx)]);
  const monitors = records.length === 0 ? [] : await listMonitorsOf(records.flatMap((record) => record.services.map((one) => one.service.id)));
  const items = records.map((record) => {
    const own = monitors.filter(({ serviceId }) => record.services.some((one) => one.service.id === serviceId));
    const { number, title, status, impact, startsAt, endsAt, zone, services, overrunMs } = presentWindow(record, now);
    return { number, title, status, impact, startsAt, endsAt, zone, services, overrunMs, isUnderWay: isUnderWay(status), isSilent: silent.has(windowName(number)), monitors: own.map(({ slug }) => slug) };
  });
  return { items, nextCursor: null };
}
