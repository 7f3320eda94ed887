import { z } from "zod";

/** What others can be told of, and how people call it. */
export const eventTopics = {
  "ticket.open": "Ticket opened", "ticket.update": "Ticket changed", "ticket.replied": "Public answer on a ticket", "ticket.resolved": "Ticket resolved", "ticket.rated": "Ticket rated",
  "incident.declare": "Incident declared", "incident.status": "Incident moved on", "incident.update": "Incident changed",
  "maintenance.window.create": "Maintenance planned", "maintenance.window.status": "Maintenance moved on", "changes.run.start": "Change run started",
} as const;
export type EventTopic = keyof typeof eventTopics;
export const topicNames = Object.keys(eventTopics) as [EventTopic, ...EventTopic[]];

const id = z.string().min(1).max(60);
const fields = z.object({
  name: z.string().trim().min(1).max(120),
  topics: z.array(z.enum(topicNames)).min(1).max(topicNames.length),
  isEnabled: z.boolean().default(true),
});
export const webhookUrl = z.url({ protocol: /^https?$/ }).max(2_000);

export const createWebhookInput = fields.extend({ url: webhookUrl });
export const createWebhookOutput = z.object({ id: z.string(), /** Signs every delivery; it is not shown again. */ key: z.string() });
export const updateWebhookInput = fields.extend({ id, version: z.number().int(), /** Left out: stays. */ url: webhookUrl.optional() });
export const webhookInput = z.object({ id });
export const webhookOutput = z.object({ id: z.string() });
export const webhookRow = z.object({ id: z.string(), version: z.number().int(), name: z.string(), topics: z.array(z.enum(topicNames)), isEnabled: z.boolean(), /** Null when it was sealed with another key. */ host: z.string().nullable(), failedAt: z.iso.datetime().nullable(), error: z.string().nullable() });
export type WebhookRow = z.output<typeof webhookRow>;
export const webhooksOutput = z.object({ items: z.array(webhookRow), nextCursor: z.null() });
export const testWebhookOutput = z.object({ status: z.enum(["sent", "failed"]), error: z.string().nullable() });

export const eventDeliveriesInput = z.object({ webhook: id.nullable().default(null), limit: z.number().int().min(1).max(200).default(50), cursor: z.string().max(60).nullable().default(null) });
export const eventDelivery = z.object({ id: z.string(), webhook: z.string(), topic: z.string(), status: z.enum(["waiting", "sent", "failed", "given_up"]), attempts: z.number().int(), error: z.string().nullable(), at: z.iso.datetime(), sentAt: z.iso.datetime().nullable(), retryAt: z.iso.datetime().nullable() });
export const eventDeliveriesOutput = z.object({ items: z.array(eventDelivery), nextCursor: z.string().nullable() });
