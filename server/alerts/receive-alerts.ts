import "server-only";
import type { z } from "zod";
import { severityOf } from "#core/alerts";
import type { Ctx } from "../platform/registry";
import { signalsOf } from "./alertmanager";
import type { AlertmanagerMessage, receiveInput, ReceiveReport } from "./contract";
import { receiveSignals } from "./receive-signals";

/** Alertmanager's webhook. What it sends again, because an answer was lost, changes nothing. */
export const receiveAlertmanager = (message: AlertmanagerMessage, ctx: Ctx): Promise<ReceiveReport> => receiveSignals(signalsOf(message, ctx.clock.now().getTime()), ctx);

/** Alerts of any other system, in the portal's own words. An alert without labels is known by its title. */
export function receiveAlerts({ alerts }: z.output<typeof receiveInput>, ctx: Ctx): Promise<ReceiveReport> {
  const nowMs = ctx.clock.now().getTime();
  return receiveSignals(alerts.map(({ title, description, isFiring, severity, labels, annotations, fingerprint, href, startedAt, endedAt }) => ({
    source: "api", fingerprint: fingerprint ?? null, isFiring, title, description, severity: severityOf(severity ?? labels.severity), labels: labels.alertname === undefined ? { ...labels, alertname: title } : labels, annotations,
    href: href ?? null, startedAtMs: startedAt === undefined ? nowMs : Date.parse(startedAt), endedAtMs: endedAt === undefined ? null : Date.parse(endedAt),
  })), ctx);
}
