import { describe, expect, it } from "vitest";
import type { QueryPlan } from "../../contract";
import { namedPeriod } from "../parse/named-period";
import { askedForm, withForm } from "./asked-form";

const now = "2026-08-19T10:00:00.000Z";
const zone = "Europe/Berlin";
const may = new Set(["maintenance.write", "tickets.write"]);

function form(question: string, { period = null, entities = [], permissions = may, scope = "in" }: { period?: string | null; entities?: string[]; permissions?: ReadonlySet<string>; scope?: QueryPlan["scope"] } = {}) {
  const time = period === null ? null : namedPeriod(period, { now, zone, isPast: false });
  return askedForm(question, { plan: { time, entities, scope, subject: null }, now, permissions });
}
const parameters = (href: string | null | undefined): Record<string, string> => Object.fromEntries(new URL(href ?? "", "http://portal").searchParams);

describe("work that a question asks to be planned", () => {
  it("becomes a form with what was said: service, day, time and length, in the asker's zone", () => {
    const asked = form("Please schedule a two-hour maintenance window for checkout tomorrow at 22:00", { period: "tomorrow", entities: ["service:checkout"] });
    expect(parameters(asked?.action.href)).toEqual({ new: "1", service: "checkout", on: "2026-08-20", day: "2026-08-20", starts: "2026-08-20T22:00", zone, minutes: "120" });
    expect(asked?.action.text).toMatchObject([{ text: "Plan the work: the form holds the service, the day, the time and how long it lasts as you said." }]);
  });

  it.each([["at 10 pm", "22:00"], ["at 6.30am", "06:30"], ["from midnight", "00:00"], ["at noon", "12:00"], ["at 23", "23:00"], ["9 pm", "21:00"], ["for 1.25 hours at 20:15", "20:15"]])("reads %s", (said, clock) => {
    expect(parameters(form(`Book downtime for search tomorrow ${said}`, { period: "tomorrow" })?.action.href).starts).toBe(`2026-08-20T${clock}`);
  });

  it("leaves open what was not said: no service is guessed, an hour that may be before or after noon is none, and nothing is planned in the past", () => {
    expect(parameters(form("Schedule maintenance")?.action.href)).toEqual({ new: "1" });
    expect(parameters(form("Schedule maintenance tomorrow at 10", { period: "tomorrow" })?.action.href)).toEqual({ new: "1", on: "2026-08-20", day: "2026-08-20" });
    expect(parameters(form("Schedule maintenance yesterday at 22:00", { period: "yesterday" })?.action.href)).toEqual({ new: "1" });
  });

  it("names a form only to those who may send it", () => {
    const asked = form("Schedule maintenance for checkout", { entities: ["service:checkout"], permissions: new Set() });
    expect([asked?.action.href, asked?.action.text]).toEqual([null, [{ kind: "text", quiet: false, text: "Somebody who may plan maintenance has to do this; your role does not include it." }]]);
  });
});

describe("a reminder and a ticket", () => {
  it("become the form of a ticket with these words", () => {
    expect(parameters(form("Remind me to review the error budget on Monday.")?.action.href)).toEqual({ new: "1", subject: "Review the error budget on Monday" });
    expect(parameters(form("open a ticket for checkout: login is slow", { entities: ["service:checkout"] })?.action.href)).toEqual({ new: "1", subject: "Checkout: login is slow", service: "checkout" });
  });
});

describe("a question that orders nothing", () => {
  it.each([
    "Schedule of maintenance next week", "Schedule adherence of maintenance windows", "Schedule conflicts between maintenance windows", "What is scheduled for checkout?", "Remind me what a breach is", "Remind us how the error budget works", "How many tickets were opened?", "Open tickets by team", "Is maintenance planned for checkout?",
    "Plan for the backlog", "Which tickets should we open a case for?", "Scheduled downtime for billing please",
    "Open ticket count by team", "Open case backlog", "Plan how the team works better", "Plan our migration strategy", "Log volume of checkout",
  ])("gets no form: %s", (question) => expect(form(question)).toBeNull());

  it("gets none either where the portal refuses it", () => expect(form("Schedule maintenance", { scope: "unsafe_action" })).toBeNull());
});

describe("an answer with a form", () => {
  const asked = form("Schedule maintenance for checkout", { entities: ["service:checkout"] });
  const words = { kind: "text" as const, text: "One window is planned.", quiet: false };

  it("says first that asking does nothing, then what the records say", () => {
    const { headline, actions } = withForm({ outcome: "answered", headline: [words], actions: [] }, asked);
    expect([headline.map(({ text }) => text).join(""), actions]).toEqual(["Asking plans nothing: a person checks and sends the form below. What is planned already: One window is planned.", [asked?.action]]);
  });

  it("says nothing more where they say nothing, and stays as it is without one", () => {
    const unclear = { outcome: "unclear" as const, headline: [words], actions: [] };
    expect(withForm(unclear, asked)).toMatchObject({ outcome: "answered", headline: [{ text: asked?.lead }] });
    expect(withForm(unclear, null)).toBe(unclear);
  });
});
