import "server-only";
import type { z } from "zod";
import { postToWebhook, type FindAddress } from "../../alerts";
import { can } from "../../platform/auth/actor";
import type { Tx } from "../../platform/db";
import { env } from "../../platform/env";
import { DomainError } from "../../platform/errors";
import { newId } from "../../platform/ids";
import { sendMail } from "../../platform/mail";
import type { Ctx } from "../../platform/registry";
import { businessWrite } from "../../platform/write";
import { maintenanceLimits, type listSubscriptionsInput, type listSubscriptionsOutput, type NoticeAudience, type subscribeInput, type subscriptionChangedOutput, type subscriptionInput, type testSubscriptionOutput, type updateSubscriptionInput } from "../contract";
import { noticeSubjectType } from "./notices-repository";
import { openNoticeTarget, sealNoticeTarget } from "./notice-target";
import { customerIdOf, deleteSubscription, findSubscription, findSubscriptionForEdit, insertSubscription, lastToldTo, listSubscriptionRecords, namesOf, serviceIdOf, updateSubscriptionRow, type SubscriptionRecord } from "./subscriptions-repository";

type Changed = z.input<typeof subscriptionChangedOutput>;
const noSuchSubscription = (): DomainError => new DomainError("NOT_FOUND", "There is no such subscription. Somebody may have removed it.");
const kept = ({ name, audience, kind, address, serviceId, customerId, zone }: Omit<SubscriptionRecord, "createdAt" | "version" | "secret" | "id" | "isDemo">) => ({ name, audience, kind, address, serviceId, customerId, zone });

async function requireId(slug: string | null, path: "service" | "customer", find: (slug: string) => Promise<string | null>): Promise<string | null> {
  if (slug === null) return null;
  const id = await find(slug);
  if (id === null) throw new DomainError("VALIDATION", `There is no ${path} "${slug}".`, { faults: [{ path, message: "unknown" }] });
  return id;
}

const subjectsOf = async (tx: Tx, { service, customer }: { service: string | null; customer: string | null }) => ({ serviceId: await requireId(service, "service", (slug) => serviceIdOf(tx, slug)), customerId: await requireId(customer, "customer", (slug) => customerIdOf(tx, slug)) });

export async function subscribe({ name, audience, service, customer, zone, target }: z.output<typeof subscribeInput>, ctx: Ctx): Promise<Changed> {
  return businessWrite(ctx, { domains: ["maintenance"] }, async (tx, record) => {
    const row = { id: newId("msb"), name, audience, zone, ...(await subjectsOf(tx, { service, customer })), ...sealNoticeTarget(target), createdAt: ctx.clock.now() };
    await insertSubscription(tx, row);
    record({ action: "maintenance.subscription.create", entityType: "maintenance_subscription", entityId: row.id, after: kept(row) });
    return { id: row.id, version: 1 };
  });
}

export async function updateSubscription({ id, version, name, audience, service, customer, zone, target }: z.output<typeof updateSubscriptionInput>, ctx: Ctx): Promise<Changed> {
  return businessWrite(ctx, { domains: ["maintenance"] }, async (tx, record) => {
    const before = await findSubscriptionForEdit(tx, id);
    if (!before) throw noSuchSubscription();
    const data = { name, audience, zone, ...(await subjectsOf(tx, { service, customer })), ...(target ? sealNoticeTarget(target) : {}) };
    if (!(await updateSubscriptionRow(tx, { id, version }, data))) throw new DomainError("CONFLICT", "Somebody else has changed this subscription since you opened it. Reload to see the change, then make yours again.");
    const { secret: _secret, ...after } = { secret: null, ...data };
    record({ action: "maintenance.subscription.update", entityType: "maintenance_subscription", entityId: id, before: kept(before), after: { ...after, hasNewTarget: target !== undefined } });
    return { id, version: version + 1 };
  });
}

export async function unsubscribe({ id }: z.output<typeof subscriptionInput>, ctx: Ctx): Promise<{ id: string }> {
  return businessWrite(ctx, { domains: ["maintenance"] }, async (tx, record) => {
    const before = await findSubscriptionForEdit(tx, id);
    if (!before) throw noSuchSubscription();
    await deleteSubscription(tx, id);
    record({ action: "maintenance.subscription.remove", entityType: "maintenance_subscription", entityId: id, before: kept(before) });
    return { id };
  });
}

/** Sends a test message at once and says how it went. */
export async function testSubscription({ id }: z.output<typeof subscriptionInput>, ctx: Ctx): Promise<z.input<typeof testSubscriptionOutput>> {
  const subscription = await findSubscription(id);
  if (!subscription) throw noSuchSubscription();
  const target = openNoticeTarget(subscription);
  if (!target) throw new DomainError("PRECONDITION_FAILED", "The address of this subscription was sealed with another key. Set it again.");
  const told = { id: newId("dlv"), title: `[test] Planned maintenance: ${subscription.name}`, body: `${ctx.actor.name} tests this subscription. No work is planned by this message.`, isUrgent: false, url: new URL("/maintenance", env().QUARTERDECK_URL).toString() };
  try {
    if (target.kind === "webhook") await postToWebhook({ template: "generic", url: target.url, key: target.key }, told, ctx);
    const status = target.kind === "webhook" ? "sent" : await sendMail({ to: target.to, subject: told.title, text: told.body }, ctx.clock);
    return { status, error: status === "failed" ? "The mail server did not take the message." : null };
  } catch (error) {
    return { status: "failed", error: error instanceof Error ? error.message : "failed" };
  }
}

/** Addresses are for those who plan work. */
export async function listSubscriptions(input: z.output<typeof listSubscriptionsInput>, ctx: Ctx): Promise<z.input<typeof listSubscriptionsOutput>> {
  const { rows, total } = await listSubscriptionRecords(input);
  const shown = rows.slice(0, input.limit);
  const [nameOf, lastOf] = await Promise.all([namesOf(shown), lastToldTo(shown.map(({ address }) => address))]);
  const maySee = can(ctx.actor, "maintenance.write");
  const items = shown.map(({ id, name, audience, kind, address, serviceId, customerId, zone, isDemo, version }) => {
    const last = lastOf.get(address);
    return { id, name, audience: audience as NoticeAudience, kind: kind === "webhook" ? ("webhook" as const) : ("email" as const), leadsTo: maySee ? address : null, service: nameOf(serviceId), customer: nameOf(customerId), zone, isDemo, version, last: last ? { status: last.status, at: (last.sentAt ?? last.createdAt).toISOString(), error: maySee ? last.error : null } : null };
  });
  return { items, nextCursor: rows.length > input.limit ? (shown.at(-1)?.id ?? null) : null, total };
}

const maintenanceUrl = (): string => new URL("/maintenance", env().QUARTERDECK_URL).toString();

/** Where a message about planned work leads that goes to a webhook; null when its subscription is gone. */
export const findNoticeAddress: FindAddress = async ({ subjectType, dedupeKey }) => {
  if (subjectType !== noticeSubjectType) return null;
  const subscription = await findSubscription(dedupeKey.split("|").at(-1)?.slice(0, maintenanceLimits.title) ?? "");
  const target = subscription && openNoticeTarget(subscription);
  return target?.kind === "webhook" ? { target: { template: "generic", url: target.url, key: target.key }, url: maintenanceUrl() } : null;
};
