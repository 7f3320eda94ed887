import "server-only";
import { dueSteps, matchesAll, pageSteps, subjectOf, textOf, ticketSteps, type AlertMessage, type EscalationStep } from "#core/alerts";
import { env } from "../platform/env";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { endKey, insertDeliveries, listLastEnded, listOwedEnds, dropOutdated, pushRecipientOf, type NewDelivery } from "./deliveries-repository";
import { listDueGroups, listEnabledChannels, listMembers, listOperators, listPersons, takeStep, type ChannelForAlert, type DueGroup, type Person } from "./escalation-repository";
import { listSubscriptions } from "./push-repository";
import { appendEvents, inBatch } from "./receive-repository";
import { currentAndNext } from "./rotas";
import { findRotaOfTeam } from "./rotas-repository";
import { beginPlannedSilences } from "./silences";

type Recipient = Pick<NewDelivery, "kind" | "recipient" | "channelId">;

export const alertsUrl = (): string => new URL("/alerts", env().QUARTERDECK_URL).toString();
export const alertUrl = (number: number): string => new URL(`/alerts/${number}`, env().QUARTERDECK_URL).toString();

/** People are told in the portal; what pages also goes to them by e-mail and to the browsers in which they installed the portal. */
async function tellPeople(people: readonly Person[], severity: string): Promise<Recipient[]> {
  const inPortal = people.map((person): Recipient => ({ kind: "in_app", recipient: person.id, channelId: null }));
  if (severity !== "page") return inPortal;
  return [...inPortal, ...people.map((person): Recipient => ({ kind: "email", recipient: person.email, channelId: null })), ...(await pushTo(people, null))];
}

const pushTo = async (people: readonly Person[], channelId: string | null): Promise<Recipient[]> =>
  (await listSubscriptions(people.map(({ id }) => id))).map(({ id, userId }): Recipient => ({ kind: "push", recipient: pushRecipientOf(userId, id), channelId }));

/** Everybody of the team; without any, those who operate the portal: nothing fires unheard. */
export async function wholeTeam(teamId: string | null): Promise<Person[]> {
  const members = teamId === null ? [] : await listMembers(teamId);
  return members.length > 0 ? members : listOperators();
}

async function peopleOf(step: EscalationStep, { teamId }: DueGroup, now: Date): Promise<Person[]> {
  if (step.to === "team") return wholeTeam(teamId);
  const rota = teamId === null ? null : await findRotaOfTeam(teamId);
  const turns = rota && currentAndNext(rota, now);
  const turn = step.to === "on_call" ? turns?.current : turns?.next;
  const people = turn ? await listPersons([turn.userId]) : [];
  return people.length > 0 || step.to === "next_on_call" ? people : wholeTeam(teamId);
}

/** A channel hears of an alert once, at the first step, if it is of its team, grave enough, and meets the channel's conditions. */
const hears = (channel: ChannelForAlert, group: DueGroup): boolean =>
  (channel.teamId === null || channel.teamId === group.teamId) && (channel.severity !== "page" || group.severity === "page") && matchesAll(group.labels, channel.matchers);

async function tellChannel(channel: ChannelForAlert): Promise<Recipient[]> {
  if (channel.kind === "push") return pushTo(await wholeTeam(channel.teamId), channel.id);
  if (channel.kind === "webhook") return [{ kind: "webhook", recipient: String((channel.settings as { host?: string }).host ?? ""), channelId: channel.id }];
  return ((channel.settings as { to?: string[] }).to ?? []).map((to) => ({ kind: "email" as const, recipient: to, channelId: channel.id }));
}

const messageOf = (group: DueGroup): AlertMessage => ({ isEnd: false, severity: group.severity, number: group.number, title: group.title, description: group.description, service: group.service, firing: group.firing, since: group.startedAt.toISOString(), url: alertUrl(group.number) });

const unique = (recipients: readonly Recipient[]): Recipient[] => [...new Map(recipients.map((recipient) => [`${recipient.kind} ${recipient.channelId ?? ""} ${recipient.recipient}`, recipient])).values()];

/** Takes one step for a group: whoever is to be told, and the mark that it was taken, in one transaction. */
async function climb(group: DueGroup, { index, step }: { index: number; step: EscalationStep }, world: { ctx: Pick<Ctx, "clock" | "actor">; channels: readonly ChannelForAlert[] }): Promise<number> {
  const now = world.ctx.clock.now();
  const people = await peopleOf(step, group, now);
  const ofChannels = index === 0 ? await Promise.all(world.channels.filter((channel) => hears(channel, group)).map(tellChannel)) : [];
  const recipients = unique([...(await tellPeople(people, group.severity)), ...ofChannels.flat()]);
  const message = messageOf(group);
  const rows = recipients.map((recipient): NewDelivery => ({ id: newId("dlv"), ...recipient, subjectId: group.groupKey, dedupeKey: `${group.id}:${index}:${recipient.kind}:${recipient.channelId ?? ""}:${recipient.recipient}`, title: subjectOf(message), body: textOf(message) }));
  const { changed } = await inBatch(async (tx) => {
    if (!(await takeStep(tx, group, index + 1))) return { changed: 0 };
    const told = await insertDeliveries(tx, rows, now);
    const text = people.length === 0 ? "nobody is next" : people.map(({ name }) => name).join(", ").slice(0, 500);
    await appendEvents(tx, [{ alertId: group.id, kind: "escalated", at: now, actorName: world.ctx.actor.name, text }]);
    return { changed: Math.max(1, told) };
  });
  return changed;
}

/** Whoever was told that something fires is told that it has ended. */
async function tellEnds({ clock }: Pick<Ctx, "clock">): Promise<number> {
  const now = clock.now();
  await dropOutdated(now);
  const owed = await listOwedEnds(now);
  if (owed.length === 0) return 0;
  const last = new Map((await listLastEnded(owed.map(({ groupKey }) => groupKey))).map((alert) => [alert.groupKey, alert]));
  const rows = owed.flatMap((notice): NewDelivery[] => {
    const alert = last.get(notice.groupKey);
    if (!alert) return [];
    const message: AlertMessage = { isEnd: true, severity: alert.severity, number: alert.number, title: alert.title, description: "", service: alert.service?.name ?? null, firing: 1, since: alert.startedAt.toISOString(), url: alertUrl(alert.number) };
    return [{ id: newId("dlv"), kind: notice.kind, recipient: notice.recipient, channelId: notice.channelId, subjectId: notice.groupKey, dedupeKey: endKey(alert.id, notice), title: subjectOf(message), body: textOf(message) }];
  });
  return (await inBatch(async (tx) => ({ changed: await insertDeliveries(tx, rows, now) }))).changed;
}

/** One round: silences begin, groups climb their steps, ends are told. It may run again at any time; a step is taken once. */
export async function escalateAlerts(ctx: Pick<Ctx, "clock" | "actor" | "signal">): Promise<{ steps: number; ends: number }> {
  await beginPlannedSilences(ctx);
  const nowMs = ctx.clock.now().getTime();
  const groups = await listDueGroups(ctx.clock.now(), { page: pageSteps.length, ticket: ticketSteps.length });
  const channels = groups.length === 0 ? [] : await listEnabledChannels();
  let steps = 0;
  for (const group of groups) {
    ctx.signal.throwIfAborted();
    const due = dueSteps({ severity: group.severity, startedAtMs: group.since.getTime(), isAcknowledged: false, isSilenced: false, isEnded: false, taken: group.taken }, nowMs);
    for (const each of due) steps += (await climb(group, each, { ctx, channels })) > 0 ? 1 : 0;
  }
  return { steps, ends: await tellEnds(ctx) };
}
