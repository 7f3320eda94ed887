import "server-only";
import type { z } from "zod";
import type { Ctx } from "@/server/platform/registry";
import { messageKinds, type threadOutput, type ticketGetInput } from "#contract/tickets";
import { listLoose } from "./attachment-repository";
import { noSuchTicket } from "./change-ticket";
import { listLinkRows } from "./link-repository";
import { listDraftRows, listMessages, listWatchers, userNames, type MessageRecord } from "./message-repository";
import { draftOwner } from "./reply";
import { findRating, findThreadHead } from "./thread-repository";

type Thread = z.input<typeof threadOutput>;
type Link = Thread["links"][number];

const authorKindOf = (text: string): "agent" | "requester" | "system" => (text === "agent" || text === "requester" ? text : "system");
const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

type FileRecord = MessageRecord["attachments"][number];
const presentFile = ({ id, name, contentType, bytes, uploaderName, isInternal }: FileRecord) => ({ id, name, contentType, bytes, uploaderName, isInternal });

const presentMessage = (message: MessageRecord, ctx: Ctx): Thread["messages"][number] => ({
  id: message.id, kind: messageKinds.find((kind) => kind === message.kind) ?? "system", authorKind: authorKindOf(message.authorKind), authorName: message.authorName, channel: message.channel, body: message.body,
  at: message.createdAt.toISOString(), sendAt: iso(message.sendAt), isMine: message.authorId !== null && message.authorId === ctx.actor.userId, attachments: message.attachments.map(presentFile),
});

/** Links in one shape, whatever they point to. One whose target is gone keeps its place and says so. */
function presentLinks({ own, incoming, incidents, tickets, windows, runbooks, threads }: Awaited<ReturnType<typeof listLinkRows>>): Link[] {
  const gone = { title: "no longer there", detail: "", href: null };
  const described = (kind: string, id: string): Pick<Link, "target" | "title" | "detail" | "href"> => {
    const ticket = tickets.find((one) => one.id === id);
    if (ticket) return { target: ticket.number, title: ticket.subject, detail: ticket.state, href: `/tickets/${encodeURIComponent(ticket.number)}` };
    const window = windows.find((one) => one.id === id);
    if (window) return { target: id, title: window.title, detail: window.status, href: `/maintenance/${encodeURIComponent(id)}` };
    const runbook = runbooks.find((one) => one.id === id);
    if (runbook) return { target: runbook.slug, title: runbook.title, detail: "", href: `/runbooks/${encodeURIComponent(runbook.slug)}` };
    const thread = threads.find((one) => one.id === id);
    return thread ? { target: id, title: thread.title, detail: "", href: `/ask?thread=${encodeURIComponent(id)}` } : { target: id, ...gone };
  };
  return [
    ...incidents.map(({ incident }) => ({ kind: "incident" as const, target: `INC-${incident.number}`, title: incident.title, detail: `${incident.severity.toUpperCase()}, ${incident.status}`, href: `/incidents/${incident.number}`, isIncoming: false })),
    ...own.map(({ kind, targetId }) => ({ kind: kind as Link["kind"], ...described(kind, targetId), isIncoming: false })),
    ...incoming.map(({ kind, ticket }) => ({ kind: kind as Link["kind"], target: ticket.number, title: ticket.subject, detail: ticket.state, href: `/tickets/${encodeURIComponent(ticket.number)}`, isIncoming: true })),
  ];
}

async function presentDrafts(ticketId: string, ctx: Ctx): Promise<Thread["drafts"]> {
  const drafts = await listDraftRows(ticketId, draftOwner(ctx));
  const bodyOf = (kind: string): string => drafts.find((draft) => draft.kind === kind)?.body ?? "";
  const last = drafts.reduce<Date | null>((latest, { updatedAt }) => (latest === null || updatedAt > latest ? updatedAt : latest), null);
  return { public: bodyOf("public"), note: bodyOf("note"), savedAt: iso(last) };
}

const noDrafts: Thread["drafts"] = { public: "", note: "", savedAt: null };
const nothing: Awaited<ReturnType<typeof listLinkRows>> = { own: [], incoming: [], incidents: [], tickets: [], windows: [], runbooks: [], threads: [] };

/** What was said on a ticket and all that hangs on it. A reader outside of the desk gets the public conversation and nothing else. */
export async function readThread({ number }: z.output<typeof ticketGetInput>, ctx: Ctx): Promise<Thread> {
  const isInside = ctx.actor.scope.kind !== "customers";
  const row = await findThreadHead(ctx.actor.scope, number, { signal: ctx.signal });
  if (!row) throw noSuchTicket(number);
  const [messages, files, links, watchers, drafts, rating] = await Promise.all([
    listMessages(row.id, { isInside, hasFiles: row.files }), row.files ? listLoose(row.id, { isInside, readerId: ctx.actor.userId }) : [], isInside && row.links ? listLinkRows(row.id) : nothing,
    isInside && row.watchers ? listWatchers(row.id) : [], row.drafts ? presentDrafts(row.id, ctx) : noDrafts, row.rated ? findRating(row.id) : null,
  ]);
  const names = await userNames(watchers.map(({ userId }) => userId));
  return {
    number, version: row.version, description: row.description, requesterEmail: row.requesterEmail, tags: isInside ? row.tags : [], level: isInside ? row.level : null, assigneeId: isInside ? row.assigneeId : null, snoozedUntil: isInside ? iso(row.snoozedUntil) : null,
    lastAgentAt: iso(row.lastAgentAt), lastRequesterAt: iso(row.lastRequesterAt),
    messages: messages.map((message) => presentMessage(message, ctx)), attachments: files.map(presentFile), links: presentLinks(links),
    watchers: watchers.map(({ userId }) => names.get(userId) ?? userId), isWatching: watchers.some(({ userId }) => userId === ctx.actor.userId), drafts,
    rating: rating && { score: rating.score, comment: rating.comment, at: rating.at.toISOString() },
  };
}
