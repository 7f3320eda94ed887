import "server-only";
import { failureText } from "#core/alerts";
import type { z } from "zod";
import type { Tx } from "../platform/db";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import { sendMail } from "../platform/mail";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { openTarget, sealTarget } from "./channel-target";
import { deleteChannel, findChannel, findChannelForEdit, insertChannel, listChannelRecords, updateChannelRow, type ChannelRecord } from "./channels-repository";
import type { channelBySlugInput, channelChangedOutput, ChannelRow, ChannelTarget, createChannelInput, listChannelsOutput, listDeliveriesInput, listDeliveriesOutput, MatcherInput, testChannelOutput, updateChannelInput } from "./contract";
import { listDeliveryRecords } from "./deliveries-repository";
import { alertsUrl, wholeTeam } from "./escalate-alerts";
import { presentDelivery } from "./present-alert";
import { pushToPeople } from "./push-subscriptions";
import { teamIdOf } from "./rotas-repository";
import { postToWebhook } from "./send-deliveries";
import { refuseBadPatterns } from "./silences";

type Changed = z.input<typeof channelChangedOutput>;
const noSuchChannel = (slug: string): DomainError => new DomainError("NOT_FOUND", `There is no channel "${slug}".`);

/** What the audit may keep of a channel: its address is a secret. */
const kept = ({ slug, name, kind, settings, teamId, severity, matchers, isEnabled }: ChannelRecord) => ({ slug, name, kind, settings, teamId, severity, matchers, isEnabled });

async function requireTeam(tx: Tx, slug: string | null): Promise<string | null> {
  if (slug === null) return null;
  const id = await teamIdOf(tx, slug);
  if (id === null) throw new DomainError("VALIDATION", `There is no team "${slug}".`, { faults: [{ path: "team", message: "unknown" }] });
  return id;
}

function refuseIncomplete(target: ChannelTarget | undefined): void {
  if (target?.kind !== "webhook" || target.template !== "pushover" || (target.key && target.user)) return;
  throw new DomainError("VALIDATION", "Pushover needs the application's token and the user's key.", { faults: [{ path: "target", message: "lacks key or user" }] });
}

export async function createChannel({ slug, name, team, severity, matchers, isEnabled, target }: z.output<typeof createChannelInput>, ctx: Ctx): Promise<Changed> {
  refuseBadPatterns(matchers);
  refuseIncomplete(target);
  return businessWrite(ctx, { domains: ["alerts"] }, async (tx, record) => {
    const id = newId("chn");
    const row = { id, slug, name, teamId: await requireTeam(tx, team), severity, matchers: matchers.map((matcher) => ({ ...matcher })), isEnabled, ...sealTarget(target), createdAt: ctx.clock.now() };
    if (!(await insertChannel(tx, row))) throw new DomainError("CONFLICT", `The name "${slug}" is taken by another channel.`, { faults: [{ path: "slug", message: "is taken" }] });
    const { secret: _secret, createdAt: _createdAt, ...after } = row;
    record({ action: "channel.create", entityType: "channel", entityId: id, after });
    return { slug, version: 1 };
  });
}

export async function updateChannel({ slug, version, name, team, severity, matchers, isEnabled, target }: z.output<typeof updateChannelInput>, ctx: Ctx): Promise<Changed> {
  refuseBadPatterns(matchers);
  refuseIncomplete(target);
  return businessWrite(ctx, { domains: ["alerts"] }, async (tx, record) => {
    const before = await findChannelForEdit(tx, slug);
    if (!before) throw noSuchChannel(slug);
    const data = { name, teamId: await requireTeam(tx, team), severity, matchers: matchers.map((matcher) => ({ ...matcher })), isEnabled };
    if (!(await updateChannelRow(tx, { id: before.id, version }, { ...data, ...(target ? sealTarget(target) : {}) }))) throw new DomainError("CONFLICT", "Somebody else has changed this channel since you opened it. Reload to see the change, then make yours again.");
    record({ action: "channel.update", entityType: "channel", entityId: before.id, before: kept(before), after: { slug, ...data, hasNewTarget: target !== undefined } });
    return { slug, version: version + 1 };
  });
}

export async function removeChannel({ slug }: z.output<typeof channelBySlugInput>, ctx: Ctx): Promise<{ slug: string }> {
  return businessWrite(ctx, { domains: ["alerts"] }, async (tx, record) => {
    const before = await findChannelForEdit(tx, slug);
    if (!before) throw noSuchChannel(slug);
    await deleteChannel(tx, before.id);
    record({ action: "channel.remove", entityType: "channel", entityId: before.id, before: kept(before) });
    return { slug };
  });
}

async function pushTest(teamId: string | null, told: { title: string; body: string }, { clock }: Ctx): Promise<"sent"> {
  await pushToPeople(await wholeTeam(teamId), { title: told.title, body: told.body, path: "/alerts/channels", tag: "test", isUrgent: false }, clock);
  return "sent";
}

async function sendTest(target: ChannelTarget, channel: Pick<ChannelRecord, "name" | "teamId">, ctx: Ctx): Promise<"sent" | "kept"> {
  const told = { id: newId("dlv"), title: `[test] ${channel.name}`, body: `${ctx.actor.name} tests this channel. Nothing is wrong.`, isUrgent: false, url: alertsUrl() };
  if (target.kind === "webhook") {
    await postToWebhook(target, told, ctx);
    return "sent";
  }
  if (target.kind === "push") return pushTest(channel.teamId, told, ctx);
  const outcomes = await Promise.all(target.to.map((to) => sendMail({ to, subject: told.title, text: told.body }, ctx.clock)));
  if (outcomes.includes("failed")) throw new Error("The mail server did not take the message.");
  return outcomes.includes("kept") ? "kept" : "sent";
}

/** Sends a test message at once and says how it went. */
export async function testChannel({ slug }: z.output<typeof channelBySlugInput>, ctx: Ctx): Promise<z.input<typeof testChannelOutput>> {
  const channel = await findChannel(slug);
  if (!channel) throw noSuchChannel(slug);
  const target = openTarget(channel);
  if (!target) throw new DomainError("PRECONDITION_FAILED", "The address of this channel was sealed with another key. Set it again.");
  try {
    return { status: await sendTest(target, channel, ctx), error: null };
  } catch (error) {
    return { status: "failed", error: failureText(error) };
  }
}

const severityIn = (severity: string): ChannelRow["severity"] => (severity === "page" ? "page" : "ticket");

export async function listChannels(): Promise<z.input<typeof listChannelsOutput>> {
  const items = (await listChannelRecords()).map(({ slug, name, kind, settings, team, severity, matchers, isEnabled, version, last }): ChannelRow => {
    const { to, host, template } = settings as { to?: string[]; host?: string; template?: string };
    return {
      slug, name, kind, template: template ?? null, leadsTo: kind === "push" ? "installed pages" : (to?.join(", ") ?? host ?? ""), team: team && { slug: team.slug, name: team.name }, severity: severityIn(severity), matchers: matchers as unknown as MatcherInput[], isEnabled, version,
      last: last && { status: last.status, at: (last.sentAt ?? last.createdAt).toISOString(), error: last.error },
    };
  });
  return { items, nextCursor: null };
}

/** Exactly who was told what, when and how, newest first. */
export async function listDeliveries({ channel, status, limit, cursor }: z.output<typeof listDeliveriesInput>): Promise<z.input<typeof listDeliveriesOutput>> {
  const found = channel === undefined ? null : await findChannel(channel);
  if (channel !== undefined && !found) throw noSuchChannel(channel);
  const { rows, total } = await listDeliveryRecords({ limit, ...(found ? { channelId: found.id } : {}), ...(status ? { status } : {}), ...(cursor === undefined ? {} : { cursor }) });
  const shown = rows.slice(0, limit);
  return { items: shown.map(presentDelivery), nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null, total };
}
