import "server-only";
import { z } from "zod";
import { defineOperation } from "../../platform/registry";
import { lateNoticeInput, lateNoticeOutput, listNoticesOutput, listSubscriptionsInput, listSubscriptionsOutput, noticePromisesSchema, noticeTemplateSchema, noticeTemplatesOutput, previewNoticeInput, previewNoticeOutput, setNoticeTemplateInput, subscribeInput, subscriptionChangedOutput, subscriptionInput, testSubscriptionOutput, updateSubscriptionInput, windowNumberInput } from "../contract";
import { checkLateNotice, getPromises, setPromises } from "./late-notice";
import { listNotices } from "./read-notices";
import { getTemplates, previewTemplate, setTemplate } from "./templates";
import { listSubscriptions, subscribe, testSubscription, unsubscribe, updateSubscription } from "./subscriptions";

const write = { permission: "maintenance.write", effect: "write" } as const;
const removed = z.object({ id: z.string() });

/** Telling people of planned work: who, what, when and how. */
export const noticeOperations = {
  notices: defineOperation({ permission: "maintenance.read", effect: "read", summary: "Who was told what of a maintenance window, when and how it went", rest: "GET /maintenance/{number}/notices", input: windowNumberInput, output: listNoticesOutput, run: listNotices }),
  lateNotice: defineOperation({ permission: "maintenance.read", effect: "read", summary: "Who would get less notice of planned work than they are promised; stores nothing", rest: "POST /maintenance/late-notice", input: lateNoticeInput, output: lateNoticeOutput, run: checkLateNotice }),
  noticePromises: defineOperation({ permission: "maintenance.read", effect: "read", summary: "How long before planned work people are promised to know, in hours", rest: "GET /maintenance-notice", input: z.object({}), output: noticePromisesSchema, run: () => getPromises() }),
  setNoticePromises: defineOperation({ permission: "maintenance.approve", effect: "write", summary: "Promise people notice of planned work, by the tier of the customer and of the service", rest: "PATCH /maintenance-notice", input: noticePromisesSchema, output: noticePromisesSchema, run: setPromises }),
  noticeTemplates: defineOperation({ permission: "maintenance.read", effect: "read", summary: "How messages about planned work read, by audience, with the versions before", rest: "GET /maintenance-templates", input: z.object({}), output: noticeTemplatesOutput, run: () => getTemplates() }),
  setNoticeTemplate: defineOperation({ permission: "maintenance.approve", effect: "write", summary: "Write how messages about planned work read to an audience, or go back to the words of the product", rest: "PATCH /maintenance-templates/{audience}", input: setNoticeTemplateInput, output: noticeTemplateSchema, run: setTemplate }),
  previewNotice: defineOperation({ permission: "maintenance.read", effect: "read", summary: "How a message about planned work would read, with a made-up window; stores nothing", rest: "POST /maintenance-templates/preview", input: previewNoticeInput, output: previewNoticeOutput, run: (input, ctx) => previewTemplate(input, ctx) }),
  subscriptions: defineOperation({ permission: "maintenance.read", effect: "read", summary: "Who is told of planned work, on which services", rest: "GET /maintenance-subscriptions", input: listSubscriptionsInput, output: listSubscriptionsOutput, run: listSubscriptions }),
  subscribe: defineOperation({ ...write, summary: "Have somebody told of planned work on a service, a customer's services or all, by e-mail or webhook", rest: "POST /maintenance-subscriptions", input: subscribeInput, output: subscriptionChangedOutput, run: subscribe }),
  updateSubscription: defineOperation({ ...write, summary: "Change who is told of planned work", rest: "PATCH /maintenance-subscriptions/{id}", input: updateSubscriptionInput, output: subscriptionChangedOutput, run: updateSubscription }),
  unsubscribe: defineOperation({ ...write, summary: "Tell somebody of planned work no longer", rest: "DELETE /maintenance-subscriptions/{id}", input: subscriptionInput, output: removed, run: unsubscribe }),
  testSubscription: defineOperation({ ...write, summary: "Send a test message to a subscriber of planned work", rest: "POST /maintenance-subscriptions/{id}/test", input: subscriptionInput, output: testSubscriptionOutput, run: testSubscription }),
};
