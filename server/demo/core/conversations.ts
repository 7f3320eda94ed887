import { causeWords } from "./incident-words";
import { serviceOf, teamOf } from "./organisation";
import { createRandom } from "./random";
import { dayMs } from "./rhythm";
import type { DemoTicket, Row } from "./row";
import type { LoggedEvent } from "./ticket-log";

/** The portal has held conversations for this long; what was said before is not known. */
const keptDays = 90;

type Category = DemoTicket["request"]["topic"]["category"];

interface Words {
  /** What the requester adds to the subject. */
  detail: readonly [string, ...string[]];
  /** What the desk asks back. */
  question: string;
  answer: string;
  solved: string;
}

const plain: Words = {
  detail: ["It worked yesterday; nothing was changed on our side.", "Two of us see it, in different browsers.", "It is not urgent yet, but it will be by the end of the week."],
  question: "Could you tell us when it happened last, and for which user or order?", answer: "It happened again at about ten today. The last order it concerned ends in 4471.", solved: "We have put it right and checked it with your example. Please tell us if you see it again.",
};
const words: Readonly<Partial<Record<string, Words>>> = {
  Access: { ...plain, question: "Which address do you sign in with, and what does the page say?", answer: "With my work address. It says that the link has expired.", solved: "Your access is set up again; please sign in afresh. The old link had run out." },
  Billing: { ...plain, detail: ["The invoice number ends in 2087.", "Our accounting closes the month on Friday."], question: "Which invoice is it, and what should it say?", answer: "The last one. It should carry our new tax number.", solved: "A corrected invoice is in your account; the wrong one has been cancelled." },
  "How-to": { ...plain, detail: ["I could not find it in the help pages.", "A screenshot of the right page would do."], solved: "You find it under Settings. I have added the steps below, and we will make the help page clearer." },
  Performance: { ...plain, detail: ["It takes more than ten seconds, mostly in the morning.", "Saved lists still work; only the search waits."], solved: "A background job had slowed it down and is stopped. It answers within half a second again." },
};
const wordsOf = (category: Category): Words => words[category] ?? plain;

interface Said {
  kind: "public" | "note";
  by: "agent" | "requester";
  author: string;
  body: string;
}

const firstName = (name: string): string => name.split(" ")[0] ?? name;
const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 16);

/** What a person at the desk or the requester says at an event; null where nobody says anything. Nothing is known before it has happened. */
function saidAt(event: LoggedEvent, { request }: DemoTicket): Said | null {
  const { failure, requester, topic } = request;
  const agent = event.assignee ?? event.actor;
  const to = event.changes.state?.[1];
  const text = wordsOf(topic.category);
  const isOutside = request.customer !== null;
  if (event.actor === requester && isOutside && to === "Active") return { kind: "public", by: "requester", author: requester, body: event.isReopening ? "I am afraid it is back. Could you look again?" : text.answer };
  if (to === "Awaiting User Info") return { kind: "public", by: "agent", author: agent, body: `Hello ${firstName(requester)},\n\n${text.question}` };
  if (to === "Active" && event.changes.state?.[0] === "New") {
    const known = failure ? `We see trouble with ${serviceOf(failure.service).name} since ${clock(failure.startedAtMs)} UTC and are on it.` : "I have your request and am looking into it.";
    return { kind: isOutside ? "public" : "note", by: "agent", author: agent, body: isOutside ? `Hello ${firstName(requester)},\n\nthank you for telling us. ${known}` : known };
  }
  if (to === "Resolved") {
    const ended = failure ? `${serviceOf(failure.service).name} works again since ${clock(failure.endedAtMs)} UTC: ${causeWords[failure.rootCause].fix}.` : text.solved;
    return { kind: isOutside ? "public" : "note", by: "agent", author: agent, body: isOutside ? `Hello ${firstName(requester)},\n\n${ended}` : ended };
  }
  if (event.kind === "reassigned" && event.fromTeam !== null && event.escalation === null) return { kind: "note", by: "agent", author: event.actor === "" ? teamOf(event.fromTeam).people[0] : event.actor, body: failure ? `${causeWords[failure.rootCause].found} Passing it to ${teamOf(event.team).name}.` : `Checked what we can from here; ${teamOf(event.team).name} knows this part. Passing it on.` };
  if (event.kind === "priority") return { kind: "note", by: "agent", author: agent, body: `Raised to ${event.priority.toUpperCase()}: it hits more people than it looked at first.` };
  return null;
}

const idOf = (index: number, seq: number): string => `msg_demo_${String(index).padStart(7, "0")}_${seq}`;

/** What the requester wrote when opening the ticket. */
export function descriptionOf({ index, request }: DemoTicket): string {
  if (request.failure && request.customer === null) return `Monitoring reports ${request.topic.subject.toLowerCase()}.`;
  const [first, ...rest] = wordsOf(request.topic.category).detail;
  return createRandom(index, "description").pick([first, ...rest]);
}

/** The conversation of a ticket as rows, each word at the event that it belongs to; none for a ticket from before the portal kept them. */
export function messageRows(ticket: DemoTicket, untilMs: number): Row[] {
  if (ticket.request.openedAtMs < untilMs - keptDays * dayMs) return [];
  return ticket.events.flatMap((event) => {
    const said = saidAt(event, ticket);
    if (said === null) return [];
    const at = new Date(event.atMs).toISOString();
    return [{
      id: idOf(ticket.index, event.seq), ticket_id: `tkt_demo_${String(ticket.index).padStart(7, "0")}`, kind: said.kind, author_kind: said.by, author_name: said.author, channel: said.by === "requester" && ticket.request.channel === "email" ? "email" : "portal",
      body: said.body, mention_ids: [], sent_at: said.kind === "public" ? at : null, is_demo: true, created_at: at,
    }];
  });
}

/** Ratings are as old as conversations. One in four requesters says how it went; who waited longer than promised, or had to ask again, is less pleased. */
export function ratingRows(ticket: DemoTicket, untilMs: number): Row[] {
  const { index, request, shown } = ticket;
  const endedAtMs = shown.resolvedAtMs;
  if (endedAtMs === null || request.customer === null || request.openedAtMs < untilMs - keptDays * dayMs) return [];
  const random = createRandom(index, "rating");
  const atMs = endedAtMs + random.int(5, 900) * 60_000;
  if (!random.chance(0.25) || atMs > untilMs) return [];
  const isGood = random.chance(shown.madeSla === false ? 0.45 : shown.reopenCount > 0 ? 0.6 : 0.93);
  const comment = random.chance(0.3) ? random.pick(isGood ? ["Quick and friendly.", "Solved at the first go.", "Thank you!"] : ["It took too long.", "I had to explain it twice.", "It came back the next day."]) : "";
  return [{ ticket_id: `tkt_demo_${String(index).padStart(7, "0")}`, score: isGood ? 5 : 1, comment, at: new Date(atMs).toISOString(), is_demo: true }];
}

const macros: readonly { slug: string; title: string; body: string; changes: Row; used: number }[] = [
  { slug: "first-answer", title: "First answer", body: "Hello {{requester.first}},\n\nthank you for telling us. I have your request {{ticket.number}} and am looking into it.\n\n{{agent.first}}", changes: {}, used: 212 },
  { slug: "ask-example", title: "Ask for an example", body: "Hello {{requester.first}},\n\ncould you tell us when it happened last, and for which user or order? A screenshot helps too.", changes: { state: "Awaiting User Info" }, used: 148 },
  { slug: "known-incident", title: "Known incident", body: "Hello {{requester.first}},\n\nwe know of this: {{incident.number}} is being worked on, and we write again as soon as {{service.name}} is well.", changes: { urgency: "high" }, used: 96 },
  { slug: "incident-over", title: "Incident is over", body: "Hello {{requester.first}},\n\n{{service.name}} works again. Please tell us if you still see it; otherwise nothing is left to do for you.", changes: { state: "Resolved" }, used: 87 },
  { slug: "access-renewed", title: "Access renewed", body: "Hello {{requester.first}},\n\nyour access is set up again; please sign in afresh.", changes: { state: "Resolved", tags: ["access"] }, used: 64 },
  { slug: "solved", title: "Solved", body: "Hello {{requester.first}},\n\nwe have put it right and checked it. Please tell us if you see it again.", changes: { state: "Resolved" }, used: 173 },
  { slug: "second-line", title: "To the second line", body: "", changes: { team: "support", level: "l2" }, used: 51 },
];
const views = [
  { slug: "enterprise", name: "Enterprise, P1 and P2", query: "/tickets?customer_tier=enterprise&priority=p1&priority=p2&status=open" },
  { slug: "reopened", name: "Reopened", query: "/tickets?reopened=yes&status=open" },
];

/** Canned replies, and the lists that the demo's support person has saved. */
export const deskRows = (fromMs: number): ["macro" | "saved_view", Row[]][] => [
  ["macro", macros.map(({ slug, title, body, changes, used }) => ({ id: `mac_demo_${slug.replaceAll("-", "_")}`, title, body, changes, used_count: used, is_demo: true, version: 1, created_at: new Date(fromMs).toISOString() }))],
  ["saved_view", views.map(({ slug, name, query }, position) => ({ id: `view_demo_${slug}`, user_id: "usr_demo_support", surface: "tickets", name, query, position, version: 1, created_at: new Date(fromMs).toISOString() }))],
];
