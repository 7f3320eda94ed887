import "server-only";
import { dueNotice, noticeKey, noticeText, toldOfKey, type NoticeReader, type NoticeTemplate, type TellableWindow, type Told } from "#core/maintenance";
import { env } from "../../platform/env";
import { newId } from "../../platform/ids";
import { log } from "../../platform/log";
import type { Ctx } from "../../platform/registry";
import { businessWrite } from "../../platform/write";
import type { Impact, NoticeAudience, NoticeMoment, Risk, WindowStatus } from "../contract";
import { appendWindowEvent, type WindowRecord } from "../windows-repository";
import { dropOutdatedReminders, insertNotices, listTellableWindows, listToldOf, servicesOfCustomers, zonesByAddress, type NewNotice } from "./notices-repository";
import { stopLink } from "./stop-link";
import { listAllSubscriptions, type SubscriptionRecord } from "./subscriptions-repository";
import { ownTemplates } from "./templates-repository";

const ms = (at: Date | null): number | null => at?.getTime() ?? null;
export const windowUrl = (number: number): string => new URL(`/maintenance/${number}`, env().QUARTERDECK_URL).toString();

const tellable = (window: WindowRecord): TellableWindow => ({
  status: window.status as WindowStatus, impact: window.impact as Impact, isPublic: window.isPublic, startsAtMs: window.startsAt.getTime(), endsAtMs: window.endsAt.getTime(), startedAtMs: ms(window.startedAt), endedAtMs: ms(window.endedAt), overrunAtMs: ms(window.overrunAt),
  approvedAtMs: ms(window.approvedAt), announcedAtMs: ms(window.announcedAt), changedAtMs: window.updatedAt.getTime(),
});

/** Who knows most is asked first: of two subscriptions of one address the inner one counts. */
const order: Readonly<Record<string, number>> = { team: 0, internal: 1, customer: 2 };

/** What names a recipient: an address once, however many subscriptions it has; a webhook each. */
const recipientOf = ({ id, kind, address }: SubscriptionRecord): string => (kind === "email" ? address.toLowerCase() : id);

interface World {
  subscriptions: readonly SubscriptionRecord[];
  /** Services of each customer. */
  used: ReadonlyMap<string, ReadonlySet<string>>;
  zones: ReadonlyMap<string, string>;
  templates: ReadonlyMap<string, NoticeTemplate>;
  now: Date;
}

/** Subscriptions that a window concerns, one for each recipient. */
export function subscribersOf(serviceIds: readonly string[], { subscriptions, used }: Pick<World, "subscriptions" | "used">): SubscriptionRecord[] {
  const concerned = subscriptions.filter(({ serviceId, customerId }) => (serviceId !== null ? serviceIds.includes(serviceId) : customerId === null || serviceIds.some((id) => used.get(customerId)?.has(id))));
  const sorted = [...concerned].sort((a, b) => (order[b.audience] ?? 0) - (order[a.audience] ?? 0));
  return [...new Map(sorted.map((each) => [recipientOf(each), each])).values()];
}

function messageOf(window: WindowRecord, { moment, subscription, told, world }: { moment: NoticeMoment; subscription: SubscriptionRecord; told: readonly Told[]; world: World }): NewNotice {
  const [recipient, plan] = [recipientOf(subscription), tellable(window)];
  const zone = subscription.zone ?? world.zones.get(subscription.address) ?? window.zone;
  const { title, body: text } = noticeText(moment, {
    number: window.number, title: window.title, description: window.description, closingNote: window.closingNote, services: window.services.map(({ service }) => service.name), status: plan.status, risk: window.risk as Risk, impact: plan.impact, startsAtMs: plan.startsAtMs, endsAtMs: plan.endsAtMs,
    before: told.at(-1) ?? null, nowMs: world.now.getTime(), url: windowUrl(window.number), statusUrl: window.isPublic ? new URL("/status", env().QUARTERDECK_URL).toString() : null,
  }, { audience: subscription.audience as NoticeAudience, zone, template: world.templates.get(subscription.audience) });
  const body = subscription.kind === "email" ? `${text}\n\nTo stop these messages: ${stopLink(subscription.id)}` : text;
  return { id: newId("dlv"), kind: subscription.kind === "webhook" ? "webhook" : "email", recipient: subscription.address, subjectId: window.id, dedupeKey: noticeKey(window.id, { moment, window: plan, told, recipient }), title, body };
}

type DueMessage = { moment: NoticeMoment; message: NewNotice };

function dueMessages(window: WindowRecord, told: readonly (Told & { recipient: string })[], world: World): DueMessage[] {
  return subscribersOf(window.services.map(({ service }) => service.id), world).flatMap((subscription) => {
    const reader: NoticeReader = { audience: subscription.audience as NoticeAudience, sinceMs: subscription.createdAt.getTime() };
    const own = told.filter(({ recipient }) => recipient === recipientOf(subscription));
    const moment = dueNotice(tellable(window), reader, { told: own, nowMs: world.now.getTime() });
    return moment === null ? [] : [{ moment, message: messageOf(window, { moment, subscription, told: own, world }) }];
  });
}

const momentWords: Readonly<Record<NoticeMoment, string>> = { announced: "that it is planned", t7d: "seven days before", t24h: "a day before", t1h: "an hour before", start: "that it has begun", end: "how it ended", reschedule: "that it was moved", cancel: "that it is cancelled", overrun: "that it takes longer" };

/** Messages and the mark in the window's record in one transaction; what another process has written meanwhile is left out. */
async function write(window: WindowRecord, due: readonly DueMessage[], ctx: Ctx): Promise<number> {
  const now = ctx.clock.now();
  return businessWrite(ctx, { domains: ["maintenance"] }, async (tx, record) => {
    const made = await insertNotices(tx, due.map(({ message }) => message), now);
    const counts = new Map<NoticeMoment, number>();
    for (const { moment, message } of due) if (made.has(message.dedupeKey)) counts.set(moment, (counts.get(moment) ?? 0) + 1);
    for (const [moment, count] of counts) await appendWindowEvent(tx, window.id, { kind: "told", at: now, actorName: ctx.actor.name, text: `Told ${count} ${count === 1 ? "subscriber" : "subscribers"} ${momentWords[moment]}` });
    record({ action: "maintenance.window.tell", entityType: "maintenance_window", entityId: window.id, after: Object.fromEntries(counts) });
    return made.size;
  });
}

async function worldNow(now: Date): Promise<World> {
  const subscriptions = await listAllSubscriptions();
  const [zones, templates, links] = await Promise.all([zonesByAddress(subscriptions.map(({ address }) => address)), ownTemplates(), servicesOfCustomers([...new Set(subscriptions.flatMap(({ customerId }) => customerId ?? []))])]);
  const used = new Map<string, Set<string>>();
  for (const { customerId, serviceId } of links) used.set(customerId, (used.get(customerId) ?? new Set()).add(serviceId));
  return { subscriptions, used, zones, templates, now };
}

export const loadSubscribers = (now: Date): Promise<Pick<World, "subscriptions" | "used">> => worldNow(now);

/** One round: whatever people have to be told of planned work by now is written to be sent. It may run again at any time. */
export async function tellWindows(ctx: Ctx): Promise<{ told: number }> {
  const world = await worldNow(ctx.clock.now());
  if (world.subscriptions.length === 0) return { told: 0 };
  await dropOutdatedReminders(world.now);
  const windows = await listTellableWindows(world.now);
  const told = windows.length === 0 ? [] : await listToldOf(windows.map(({ id }) => id));
  let count = 0;
  for (const window of windows) {
    ctx.signal.throwIfAborted();
    const before = told.filter(({ subjectId }) => subjectId === window.id).flatMap(({ dedupeKey, createdAt }) => toldOfKey(dedupeKey, createdAt.getTime()) ?? []);
    const due = dueMessages(window, before, world);
    if (due.length > 0) count += await write(window, due, ctx);
  }
  if (count > 0) log().info({ messages: count }, "people are told of planned work");
  return { told: count };
}
