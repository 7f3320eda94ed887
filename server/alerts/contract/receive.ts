import { z } from "zod";
import { anyInstant, instant, labels, line } from "./fields";
import { alertLimits } from "./limits";

/** Alertmanager's webhook, version 4. Of an alert that fires, `endsAt` is the year 1: no end. */
export const alertmanagerInput = z.object({
  version: z.literal("4"),
  receiver: z.string().max(500).default(""),
  status: z.string().max(20).default(""),
  externalURL: z.string().max(2_000).default(""),
  /** Alerts that Alertmanager left out of this message (its `max_alerts`). */
  truncatedAlerts: z.number().int().min(0).default(0),
  alerts: z.array(z.object({
    status: z.enum(["firing", "resolved"]),
    labels,
    annotations: labels.default({}),
    startsAt: anyInstant,
    endsAt: anyInstant.optional(),
    generatorURL: z.string().max(2_000).default(""),
    fingerprint: z.string().max(100).optional(),
  })).max(alertLimits.batch),
});
export type AlertmanagerMessage = z.output<typeof alertmanagerInput>;

/** Alerts of any other system. Equal labels, or an equal fingerprint, are the same alert. */
export const receiveInput = z.object({
  alerts: z.array(z.object({
    title: line,
    description: z.string().max(alertLimits.text).default(""),
    isFiring: z.boolean().default(true),
    /** page, critical, P1 and the like page somebody; every other word does not. */
    severity: z.string().max(40).optional(),
    labels: labels.default({}),
    annotations: labels.default({}),
    fingerprint: z.string().min(1).max(100).optional(),
    href: z.url({ protocol: /^https?$/ }).max(2_000).optional(),
    startedAt: instant.optional(),
    endedAt: instant.optional(),
  })).min(1).max(alertLimits.batch),
});
export const receiveOutput = z.object({ received: z.number().int(), began: z.number().int(), seen: z.number().int(), ended: z.number().int(), ignored: z.number().int(), silenced: z.number().int() });
export type ReceiveReport = z.infer<typeof receiveOutput>;
