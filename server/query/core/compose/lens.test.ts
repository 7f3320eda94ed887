import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { monitorMetrics } from "@/server/monitors/metrics";
import { ticketMetrics } from "@/server/tickets/metrics";
import { personas, type Artefact, type Finding } from "../../contract";
import { seenThrough } from "./lens";

const metrics = [...ticketMetrics, ...monitorMetrics];
const finding = (table: string, value: string): Finding => ({ title: `About ${table}`, spans: [{ kind: "figure", text: value, table, row: 0, column: table }], citations: [{ label: table, href: null, table }] });
const artefact = (id: string, value: string): Artefact => ({ id, title: id, about: "", lede: [{ kind: "figure", text: value, table: "t", row: 0, column: "c" }], body: { kind: "tree", nodes: [] }, assumptions: [], gaps: [], citations: [] });

const tables = ["ticket_volume", "ticket_volume_by_team", "availability", "outage_minutes_before", "sla_breach_rate", "elsewhere"];
const cards = ["erlang_c", "risk_matrix", "pareto", "pyramid_scqa", "wardley", "bus_factor", "cost_of_delay"];
const answers = fc.record({
  findings: fc.array(fc.tuple(fc.constantFrom(...tables), fc.integer()).map(([table, value]) => finding(table, String(value))), { maxLength: 6 }),
  artefacts: fc.array(fc.tuple(fc.constantFrom(...cards), fc.integer()).map(([id, value]) => artefact(id, String(value))), { maxLength: 3 }),
});
const sorted = (items: readonly unknown[]): string[] => items.map((item) => JSON.stringify(item)).sort();

describe("a lens", () => {
  it("never adds, drops or changes anything, whatever the answer and the persona", () => {
    fc.assert(fc.property(answers, fc.constantFrom(...personas), (answer, persona) => {
      const seen = seenThrough(answer, persona, metrics);
      expect(sorted(seen.findings)).toEqual(sorted(answer.findings));
      expect(sorted(seen.artefacts)).toEqual(sorted(answer.artefacts));
      expect(seenThrough(seen, persona, metrics)).toEqual(seen);
    }));
  });
  it("leaves the order alone when there is none", () => {
    fc.assert(fc.property(answers, (answer) => { expect(seenThrough(answer, "none", metrics)).toEqual(answer); }));
  });
  it("puts uptime first for reliability and tickets first for support", () => {
    const answer = { findings: [finding("ticket_volume", "1"), finding("availability", "2")], artefacts: [artefact("risk_matrix", "3"), artefact("erlang_c", "4")] };
    expect(seenThrough(answer, "reliability_lead", metrics).findings.map(({ citations }) => citations[0]?.table)).toEqual(["availability", "ticket_volume"]);
    expect(seenThrough(answer, "support_lead", metrics).artefacts.map(({ id }) => id)).toEqual(["erlang_c", "risk_matrix"]);
  });
});
