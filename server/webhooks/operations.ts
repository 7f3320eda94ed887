import "server-only";
import { z } from "zod";
import { defineOperation } from "../platform/registry";
import { createWebhook, listEventLog, listWebhooks, removeWebhook, testWebhook, updateWebhook } from "./change-webhooks";
import { createWebhookInput, createWebhookOutput, eventDeliveriesInput, eventDeliveriesOutput, testWebhookOutput, updateWebhookInput, webhookInput, webhookOutput, webhooksOutput } from "./contract";

const read = { permission: "platform.manage", effect: "read", cost: "normal" } as const;
const write = { permission: "platform.manage", effect: "write" } as const;

/** Other systems that are told of events. */
export const webhooksOperations = {
  list: defineOperation({ ...read, summary: "Webhooks, what each is told of, and whether the last delivery failed", rest: "GET /webhooks", input: z.object({}), output: webhooksOutput, run: listWebhooks }),
  deliveries: defineOperation({ ...read, summary: "What was told to webhooks, newest first", rest: "GET /webhooks/deliveries", input: eventDeliveriesInput, output: eventDeliveriesOutput, run: listEventLog }),
  create: defineOperation({ ...write, summary: "Add a webhook; its signing key is in the answer and nowhere else", rest: "POST /webhooks", input: createWebhookInput, output: createWebhookOutput, run: createWebhook }),
  update: defineOperation({ ...write, summary: "Change a webhook", rest: "PATCH /webhooks/{id}", input: updateWebhookInput, output: webhookOutput, run: updateWebhook }),
  remove: defineOperation({ ...write, summary: "Remove a webhook", rest: "DELETE /webhooks/{id}", input: webhookInput, output: webhookOutput, run: removeWebhook }),
  test: defineOperation({ ...write, summary: "Send a test event to a webhook now", rest: "POST /webhooks/{id}/test", input: webhookInput, output: testWebhookOutput, run: testWebhook }),
};
