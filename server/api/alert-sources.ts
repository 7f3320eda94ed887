import "server-only";
import type { Signal } from "#core/alerts";
import { listMetricRules, receiveSignals, reconcileSource, signalOfRule } from "../alerts";
import { keepSelfFindings, listDownMonitors, type DownMonitor } from "../monitors";
import { env } from "../platform/env";
import type { Ctx } from "../platform/registry";
import { measureMetric } from "../query";
import { listBurning, listHolding, type BurningSlo, type OpenFreeze } from "../slo";
import { semanticLayer } from "./semantic-layer";

const hourMs = 3_600_000;
const pageOf = (path: string): string => new URL(path, env().QUARTERDECK_URL).toString();
const labelsOf = (labels: Record<string, string | null>): Record<string, string> => Object.fromEntries(Object.entries(labels).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));

/** An SLO's own labels go along, so that alerts are routed by them; what the portal knows goes first. */
function burnSignal({ slug, name, service, team, severity, labels, longMs, factor, longBurn, remaining, at }: BurningSlo): Signal {
  const burn = longBurn === null ? `more than ${factor}` : longBurn.toFixed(1);
  const left = remaining === null ? "" : ` ${(remaining * 100).toFixed(1)}% of the budget is left.`;
  return {
    source: "slo", fingerprint: `${slug}/${severity}/${longMs}`, isFiring: true, title: `${name} burns its error budget`, description: `The budget burnt ${burn} times too fast over the last ${longMs / hourMs} h (limit ${factor}).${left}`,
    severity: severity === "page" ? "page" : "ticket", labels: labelsOf({ ...labels, alertname: "ErrorBudgetBurn", slo: slug, service, team, severity }), annotations: {}, href: pageOf(`/slos/${slug}`), startedAtMs: at.getTime(), endedAtMs: null,
  };
}

/** A freeze tells the owner that change waits; it wakes nobody. */
function freezeSignal({ slug, name, service, team, kind, remaining, openedAt }: OpenFreeze): Signal {
  const left = remaining === null ? "" : ` ${(remaining * 100).toFixed(1)}% of the budget is left.`;
  return {
    source: "slo", fingerprint: `${slug}/freeze/${kind}`, isFiring: true, title: `${kind === "hard" ? "Hard" : "Soft"} change freeze: ${name}`, description: `The error budget policy ${kind === "hard" ? "stops every change but fixes" : "asks to put off risky changes"}.${left}`,
    severity: "ticket", labels: labelsOf({ alertname: "ChangeFreeze", slo: slug, service, team, freeze: kind, severity: "ticket" }), annotations: {}, href: pageOf(`/slos/${slug}`), startedAtMs: openedAt.getTime(), endedAtMs: null,
  };
}

const downSignal = ({ slug, name, url, service, isP0, since }: Omit<DownMonitor, "isFresh">, now: Date): Signal => ({
  source: "monitor", fingerprint: slug, isFiring: true, title: `${name} is down`, description: url, severity: isP0 ? "page" : "ticket", labels: labelsOf({ alertname: "MonitorDown", monitor: slug, service, severity: isP0 ? "page" : "ticket" }), annotations: {},
  href: pageOf(`/monitors/${slug}`), startedAtMs: (since ?? now).getTime(), endedAtMs: null,
});

/** Burn rate alerts and change freezes begin and end with what the last evaluation found. */
export async function reconcileSlos(ctx: Ctx) {
  const [burning, holding] = await Promise.all([listBurning(), listHolding(ctx.clock.now())]);
  return reconcileSource({ source: "slo", firing: [...burning.map(burnSignal), ...holding.map(freezeSignal)] }, ctx);
}

/** A monitor that is down is an alert until it is up again, paused or removed. Of an imported record that has grown old nothing is known: an alert neither begins nor ends. */
export async function reconcileMonitors(ctx: Ctx) {
  const now = ctx.clock.now();
  const down = await listDownMonitors(now);
  return reconcileSource({ source: "monitor", firing: down.filter(({ isFresh }) => isFresh).map((monitor) => downSignal(monitor, now)), unknown: down.flatMap(({ slug, isFresh }) => (isFresh ? [] : [slug])) }, ctx);
}

/** Keeps what the portal found about its own components. A fault that is over by the time it can be kept, such as one of the database, is told as an alert that began and ended. */
export async function keepOwnFaults(ctx: Ctx): Promise<void> {
  const past = await keepSelfFindings();
  const signals = past.flatMap(({ slug, name, startedAtMs, endedAtMs, cause }): Signal[] => {
    const down = { ...downSignal({ slug, name, url: cause, service: null, isP0: true, since: new Date(startedAtMs) }, ctx.clock.now()) };
    return [down, { ...down, isFiring: false, endedAtMs }];
  });
  if (signals.length > 0) await receiveSignals(signals, ctx);
}

/** Measures what rules watch. Where nothing could be measured, an alert neither begins nor ends. */
export async function reconcileRules(ctx: Ctx) {
  const to = ctx.clock.now();
  const measured = [];
  for (const rule of await listMetricRules()) {
    const range = { from: new Date(to.getTime() - rule.windowMinutes * 60_000).toISOString(), to: to.toISOString() };
    measured.push({ rule, value: await measureMetric({ layer: semanticLayer, metric: rule.metric, range, service: rule.service, signal: ctx.signal }) });
  }
  const firing = measured.flatMap(({ rule, value }) => (value === null ? [] : (signalOfRule(rule, { value, now: to }) ?? [])));
  return reconcileSource({ source: "metric", firing, unknown: measured.flatMap(({ rule, value }) => (value === null ? [rule.slug] : [])) }, ctx);
}
