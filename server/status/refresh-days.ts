import "server-only";
import type { Span } from "#core/monitors";
import type { Ctx } from "../platform/registry";
import { componentDays, dayOf, dayStart, recentSpan, type KnownMonitor } from "./core";
import { listDayComponents, removeOtherDays, upsertStatusDays, type DayComponent } from "./days-repository";
import { readMonitors } from "./page-repository";

const firstCheck = (monitors: readonly KnownMonitor[]): number | null => monitors.reduce<number | null>((first, { firstCheckMs }) => (firstCheckMs === null ? first : Math.min(first ?? firstCheckMs, firstCheckMs)), null);

/** From the last day that is written (it may be cut off) or the day before, whichever is earlier; from the first check where nothing is written. */
function openSpan({ lastDay }: DayComponent, monitors: readonly KnownMonitor[], nowMs: number): Span | null {
  const first = firstCheck(monitors);
  if (first === null) return null;
  const fromMs = lastDay === null ? first : Math.min(lastDay.getTime(), recentSpan(nowMs).fromMs);
  return { fromMs: dayStart(dayOf(fromMs)), toMs: nowMs };
}

const monitorsOf = (component: DayComponent, monitors: readonly KnownMonitor[]): KnownMonitor[] => monitors.filter(({ key }) => component.monitorKeys.includes(key));

/** Writes the days that are still open from the monitors behind each component. What is written of earlier days stays, also when its monitors are gone. */
export async function refreshStatusDays(ctx: Pick<Ctx, "clock" | "signal">): Promise<number> {
  const nowMs = ctx.clock.now().getTime();
  const components = await listDayComponents();
  const isNew = components.some(({ lastDay }) => lastDay === null);
  const oldestMs = components.reduce((oldest, { lastDay }) => Math.min(oldest, lastDay?.getTime() ?? oldest), recentSpan(nowMs).fromMs);
  const monitors = await readMonitors([...new Set(components.flatMap(({ monitorKeys }) => monitorKeys))], new Date(isNew ? 0 : oldestMs));
  let written = 0;
  for (const component of components) {
    ctx.signal.throwIfAborted();
    const own = monitorsOf(component, monitors);
    const span = openSpan(component, own, nowMs);
    if (span) written += await upsertStatusDays(component.id, componentDays(own, span), { replaces: false });
  }
  return written;
}

/**
 * Computes the days of a component anew from all that is stored of its present monitors. Days that these never saw stay as they are; if a monitor
 * behind it is gone, a day gives way only to one that was observed at least as long.
 */
export async function rebuildStatusDays(id: string, ctx: Pick<Ctx, "clock">): Promise<number> {
  const nowMs = ctx.clock.now().getTime();
  const [component] = await listDayComponents([id]);
  if (!component) return 0;
  const monitors = await readMonitors(component.monitorKeys, new Date(0));
  const first = firstCheck(monitors);
  if (first === null) return 0;
  const isWhole = monitors.length === component.monitorKeys.length;
  const days = componentDays(monitors, { fromMs: dayStart(dayOf(first)), toMs: nowMs });
  if (isWhole) await removeOtherDays(id, { from: dayOf(first), to: dayOf(nowMs) }, days.map(({ day }) => day));
  return upsertStatusDays(id, days, { replaces: isWhole });
}
