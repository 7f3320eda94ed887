import type { Brief, ProposedAction, QueryPlan } from "../../contract";
import { text } from "../compose/evidence";
import { ordersWindow, reminderOrdered, ticketOrdered } from "./orders";
import { readWindowTime } from "./window-time";

/** What a question orders that only a person may do: what is said of it first, and the form that does it, where the asker may. */
export interface AskedForm {
  lead: string;
  /** Leads over to what the records say, where they say anything. */
  before: string;
  action: ProposedAction;
}

interface Asked {
  plan: Pick<QueryPlan, "time" | "entities" | "scope" | "subject">;
  /** ISO instant. */
  now: string;
  permissions: ReadonlySet<string>;
}

const longestSubject = 160;
const slugOf = ({ entities }: Asked["plan"], type: string): string | null => entities.find((entity) => entity.startsWith(`${type}:`))?.slice(type.length + 1) ?? null;

function address(path: string, parameters: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(parameters).flatMap(([name, value]): [string, string][] => (value === null || value === "" ? [] : [[name, value]]));
  return `${path}?${new URLSearchParams([["new", "1"], ...given]).toString()}`;
}

const listed = (parts: readonly string[]): string => (parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`);

const proposal = (words: string, href: string | null): ProposedAction => ({ text: [text(words)], owner: null, href, table: null });

function windowForm(question: string, { plan, now, permissions }: Asked): AskedForm {
  const service = slugOf(plan, "service");
  const { day, clock, minutes } = readWindowTime(question, plan, now);
  const starts = day !== null && clock !== null ? `${day}T${clock}` : null;
  const parts: readonly (readonly [string, boolean])[] = [["the service", service !== null], ["the day", day !== null], ["the time", clock !== null], ["how long it lasts", minutes !== null]];
  const filled = parts.filter(([, isSaid]) => isSaid).map(([name]) => name);
  const open = parts.filter(([, isSaid]) => !isSaid).map(([name]) => name);
  const mayPlan = permissions.has("maintenance.write");
  const href = mayPlan ? address("/maintenance", { service, on: day, day, starts, zone: starts === null ? null : (plan.time?.zone ?? null), minutes: minutes === null ? null : String(minutes) }) : null;
  const told = `${filled.length === 0 ? "Plan the work in its form" : `Plan the work: the form holds ${listed(filled)} as you said`}${open.length === 0 ? "" : `; ${listed(open)} ${open.length === 1 ? "is" : "are"} for you to choose`}.`;
  return { lead: "Asking plans nothing: a person checks and sends the form below.", before: plan.subject === "free_slot" ? " " : " What is planned already: ", action: proposal(mayPlan ? told : "Somebody who may plan maintenance has to do this; your role does not include it.", href) };
}

function ticketForm(subject: string, { plan, permissions }: Asked, { words, ...lead }: Pick<AskedForm, "lead" | "before"> & { words: string }): AskedForm {
  const mayOpen = permissions.has("tickets.write");
  const title = subject.trim().replace(/[.!?]+$/, "").slice(0, longestSubject);
  const href = mayOpen ? address("/tickets", { subject: title === "" ? null : title.slice(0, 1).toUpperCase() + title.slice(1), service: slugOf(plan, "service") }) : null;
  return { ...lead, action: proposal(mayOpen ? words : "Somebody who may open tickets has to do this; your role does not include it.", href) };
}

/**
 * The form that a question asks to have filled in: planned work, a reminder, a ticket. Null for every question that orders nothing. Pure; nothing is
 * done by it, and the address leads to a form that a person checks and sends.
 */
export function askedForm(question: string, asked: Asked): AskedForm | null {
  if (asked.plan.scope !== "in") return null;
  if (ordersWindow(question)) return windowForm(question, asked);
  const reminder = reminderOrdered(question);
  if (reminder !== null) return ticketForm(reminder, asked, { lead: "The portal sends no reminders of its own; a ticket can hold the matter until then.", before: " As of now: ", words: "Open a ticket with these words; its form is filled in, and nothing is opened before you send it." });
  const ticket = ticketOrdered(question);
  return ticket === null ? null : ticketForm(ticket, asked, { lead: "Asking opens no ticket: a person checks and sends the form below.", before: " What the records say of it: ", words: "Open the ticket; its form is filled in with what you said, and nothing is opened before you send it." });
}

/** An answer with the form that was asked for first: what the records say stands behind it. */
export function withForm<T extends Pick<Brief, "outcome" | "headline" | "actions">>(answer: T, form: AskedForm | null): T {
  if (form === null) return answer;
  const tail = answer.outcome === "answered" ? [text(form.before), ...answer.headline] : [];
  return { ...answer, outcome: "answered", headline: [text(form.lead), ...tail], actions: [form.action, ...answer.actions] };
}
