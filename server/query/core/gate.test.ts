import { describe, expect, it } from "vitest";
import { monitorMetrics, monitorSubjects } from "@/server/monitors/metrics";
import { ticketMetrics, ticketSubjects } from "@/server/tickets/metrics";
import type { QueryPlan } from "../contract";
import { gate, type Reader } from "./gate";

const semanticLayer = { metrics: [...ticketMetrics, ...monitorMetrics], subjects: [...ticketSubjects, ...monitorSubjects] };

const plan = (more: Partial<QueryPlan>): QueryPlan => ({ intent: "metric_lookup", subject: null, metrics: [], stats: [], dimensions: [], time: null, compareTo: null, entities: [], filters: [], order: "desc", orderBy: "value", mine: false, secondaryIntents: [], frameworks: [], limit: null, persona: "none", scope: "in", ...more });
const everything: Reader = { permissions: new Set(["tickets.read", "monitors.read", "catalog.read", "knowledge.read", "query.ask"]), scope: { kind: "all" } };
const viewer: Reader = { permissions: new Set(["monitors.read"]), scope: { kind: "all" } };
const words = (result: ReturnType<typeof gate>): string => (result.kind === "stop" ? result.headline.map(({ text }) => text).join("") : "");

describe("a question", () => {
  it("about what no table holds is told so, with the nearest thing held", () => {
    const result = gate(plan({ metrics: ["error_budget_remaining"] }), semanticLayer, everything);
    expect(result).toMatchObject({ kind: "stop", outcome: "not_held", nearest: ["availability", "outage_minutes"] });
    expect(words(result)).toBe("The portal does not hold error budgets. The nearest thing it holds is availability and outage minutes.");
  });

  it("about records outside the reader's role is hidden, not none", () => {
    expect(gate(plan({ metrics: ["ticket_volume"] }), semanticLayer, viewer)).toMatchObject({ kind: "stop", outcome: "hidden" });
    expect(gate(plan({ intent: "list_lookup", subject: "ticket" }), semanticLayer, viewer)).toMatchObject({ outcome: "hidden" });
  });

  it("about records that a bound reader's scope cannot reach is hidden as well", () => {
    const bound: Reader = { ...everything, scope: { kind: "customers", customerIds: ["cus_1"] } };
    expect(gate(plan({ metrics: ["availability"] }), semanticLayer, bound)).toMatchObject({ outcome: "hidden" });
    expect(gate(plan({ metrics: ["ticket_volume"] }), semanticLayer, bound)).toMatchObject({ kind: "answer" });
    expect(gate(plan({ metrics: ["ticket_volume"] }), semanticLayer, { ...bound, scope: { kind: "customers", customerIds: [] } })).toMatchObject({ outcome: "hidden" });
  });

  it("of which a part is hidden answers the rest and says what is missing", () => {
    expect(gate(plan({ metrics: ["ticket_volume", "availability"] }), semanticLayer, viewer)).toMatchObject({ kind: "answer", notes: ["Tickets opened: hidden from you."] });
  });

  it("that ranks records lists them; one that ranks groups measures them", () => {
    expect(gate(plan({ intent: "ranking", subject: "outage", metrics: ["outage_minutes"] }), semanticLayer, everything)).toMatchObject({ subject: { id: "outage" } });
    expect(gate(plan({ intent: "ranking", subject: "ticket", metrics: ["handed_away"], dimensions: ["team"] }), semanticLayer, everything)).toMatchObject({ subject: null, metrics: [{ id: "handed_away" }] });
  });

  it("out of scope is refused with a reason", () => {
    expect(gate(plan({ scope: "unsafe_action" }), semanticLayer, everything)).toMatchObject({ outcome: "refused" });
    expect(gate(plan({ scope: "no_data_in_portal" }), semanticLayer, everything)).toMatchObject({ outcome: "not_held" });
  });
});
