import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cell } from "../../../contract";
import { cardOf } from "../cards";
import { worksheetProgram } from "../worksheet";
import { allowedBy, budgetPolicyProgram } from "./budget-policy";
import { eisenhowerProgram, priorityRank, quadrantOf } from "./eisenhower";
import { movementOf, severityOf } from "./movements";
import { ordered, pyramidProgram } from "./pyramid";
import { levelOf, riskMatrixProgram, toneOf } from "./risk-matrix";
import { swotProgram } from "./swot";
import { runProgram, testMetric, wordsOf, type TestResult } from "./testing";

const now = "2026-02-01T00:00:00.000Z";
const openedBefore = (days: number): string => new Date(Date.parse(now) - days * 86_400_000).toISOString();
const ticket = (number: string, priority: string | null, days: number, sla: string | null = null) => ({ number, priority, team: "Desk", opened_at: openedBefore(days), sla, href: `/tickets/${number}` });
const openTickets = (rows: Record<string, string | null>[], totalRows = rows.length) => ({ open: { metric: "ticket", rows, totalRows }, count: { metric: "ticket_backlog", rows: [{ ticket_backlog: totalRows, n: totalRows }] } });

const cellsOf = (run: ReturnType<typeof runProgram>) => (run.artefact?.body.kind === "matrix" ? run.artefact.body.cells.map(({ row, column, items }) => [row, column, items.map(wordsOf)]) : null);

describe("urgent and important", () => {
  it.each([[true, true, "do"], [true, false, "schedule"], [false, true, "delegate"], [false, false, "drop"]] as const)("important %s, urgent %s: %s", (isImportant, isUrgent, expected) => expect(quadrantOf({ isImportant, isUrgent })).toBe(expected));
  it.each([["P1", 1], ["p4", 4], [null, null], ["High", null]])("reads priority %s as %s", (label, expected) => expect(priorityRank(label)).toBe(expected));
  it("places by priority and age; a missed SLA is urgent at any age", () => {
    const run = runProgram(eisenhowerProgram, openTickets([ticket("A", "P1", 5), ticket("B", "P2", 1), ticket("C", "P4", 9), ticket("D", "P3", 0.5), ticket("E", "P2", 0.1, "missed")]), { now });
    expect(run.lede).toBe("2 open tickets are important and urgent, 1 important and can be planned, 1 urgent and can be handed on, 1 neither.");
    expect(cellsOf(run)?.map(([row, column, items]) => [row, column, (items as string[]).slice(1).map((item) => item.slice(0, 1))])).toEqual([[0, 0, ["A", "E"]], [0, 1, ["B"]], [1, 0, ["C"]], [1, 1, ["D"]]]);
    expect(run.actions.map(({ href, owner }) => [href, owner])).toEqual([["/tickets/A", "Desk"], ["/tickets/E", "Desk"]]);
    expect(run.dropped).toBe(0);
  });
  it("says that it placed a part when there are more than it read", () => expect(runProgram(eisenhowerProgram, openTickets([ticket("A", "P1", 5)], 950), { now }).lede).toContain("placed are the 1 oldest of 950 open"));
  it("does not place a ticket without a priority, and says so", () => {
    const run = runProgram(eisenhowerProgram, openTickets([ticket("A", "P1", 5), ticket("B", null, 5)]), { now });
    expect(run.artefact?.gaps[0]).toContain("no priority");
    expect(runProgram(eisenhowerProgram, openTickets([ticket("B", null, 5)]), { now }).artefact).toBeNull();
  });
  it("places every ticket once", () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.double({ min: 0, max: 60, noNaN: true }), fc.boolean()), { minLength: 1, maxLength: 60 }), (given) => {
      const run = runProgram(eisenhowerProgram, openTickets(given.map(([priority, days, missed], index) => ticket(`T${index}`, `P${priority}`, days, missed ? "missed" : "met"))), { now });
      const counts = (run.lede ?? "").match(/\d+/g)?.map(Number) ?? [];
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(given.length);
      expect(run.dropped).toBe(0);
    }), { numRuns: 50 });
  });
});

const outages = (rows: [string, number, number][]): Record<string, TestResult> => ({
  outages: { metric: "outage_count", href: "/monitors/outages", rows: rows.map(([monitor, outage_count]) => ({ key: monitor, monitor, outage_count, n: 1 })) },
  minutes: { metric: "outage_minutes", rows: rows.map(([monitor, , outage_minutes]) => ({ key: monitor, monitor, outage_minutes, n: 1 })) },
});
const breaches = (rows: [string, number, number][]): Record<string, TestResult> => ({ breaches: { metric: "sla_breach_rate", href: "/tickets", rows: rows.map(([team, count, n]) => ({ key: team, team, count, sla_breach_rate: count / n, n })) } });

describe("a risk matrix", () => {
  it.each([[4, 2], [3.9, 1], [1, 1], [0.9, 0]])("%d of a high of 4 is level %d", (value, level) => expect(levelOf(value, 4)).toBe(level));
  it("turns bad from medium and high on", () => expect([toneOf(2, 1), toneOf(1, 1), toneOf(0, 2), toneOf(1, 0)]).toEqual(["bad", "watch", "watch", "good"]));
  it("places outages by frequency and length, and groups by rate and share of what is missed", () => {
    const run = runProgram(riskMatrixProgram, { ...outages([["shop", 6, 30], ["mail", 1, 240]]), ...breaches([["Desk", 30, 100], ["Net", 3, 100], ["Tiny", 5, 6]]) });
    const placed = cellsOf(run)?.filter(([, , items]) => (items as string[]).length > 0);
    // shop: 6 a month, 5 min each: likely, light. mail: 1 a month, 240 min: medium, heavy. Desk 30 % and 30 of 38 missed; Net 3 % and 3 of 38. Tiny has too few tickets.
    expect(placed).toEqual([
      [0, 0, ["shop goes down: 6 outages, 30 min down."]],
      [0, 2, ["Desk misses the SLA: 30 % of its tickets (30 of 100)."]],
      [1, 2, ["mail goes down: 1 outage, 240 min down."]],
      [2, 0, ["Net misses the SLA: 3 % of its tickets (3 of 100)."]],
    ]);
    expect(run.lede).toMatch(/^2 of 4 risks that the records show are both likely and heavy\. First: Desk/);
    expect(run.actions[0]).toMatchObject({ owner: "Desk", href: "/tickets?sla=missed&team=Desk" });
    expect(run.dropped).toBe(0);
  });
  it("moves with the reader's thresholds", () => {
    const results = { ...outages([["shop", 6, 30], ["mail", 1, 240]]) };
    expect(runProgram(riskMatrixProgram, results, { assumptions: { "risk_matrix.outage_minutes": 5 } }).lede).toContain("2 of 2");
  });
  it("is not drawn over one risk, nor over none", () => expect([runProgram(riskMatrixProgram, outages([["shop", 6, 30]])).artefact, runProgram(riskMatrixProgram, {}).artefact]).toEqual([null, null]));
});

const pair = (metric: string, value: number | null, before: number | null, goodDirection: "up" | "down" | "neutral" = "down"): Record<string, TestResult> => {
  const definition = testMetric(metric, { goodDirection, label: metric });
  return { [metric]: { metric: definition, rows: [{ [metric]: value, n: 100 }] }, [`${metric}_before`]: { metric: definition, rows: [{ [metric]: before, n: 100 }] } };
};

describe("movements", () => {
  it("weigh what is missing from the whole for rates near one", () => {
    const metric = testMetric("availability", { unit: "ratio", goodDirection: "up" });
    expect(severityOf({ metric, now: 0.999, before: 0.9995 })).toBeCloseTo(1, 9);
  });
  it("under a hundredth are none", () => {
    const metric = testMetric("resolution_time", { unit: "ms" });
    expect(severityOf({ metric, now: 1_004, before: 1_000 })).toBeLessThan(0.01);
  });
  it("of what was not known before are not told", () => {
    const input = { found: new Map(), evidence: null, plan: null, now, zone: "UTC", assume: () => 0 } as unknown as Parameters<typeof movementOf>[0];
    expect(movementOf(input, "availability")).toBeNull();
  });
});

describe("answer first", () => {
  it("begins with the worst, supports it with the next, and proposes an ask", () => {
    const { lede, artefact, actions, dropped } = runProgram(pyramidProgram, { ...pair("sla_breach_rate", 0.3, 0.2), ...pair("availability", 0.999, 0.9985, "up"), ...pair("outage_minutes", 100, 90) });
    expect(lede).toContain("More got worse than better; most of all, sla_breach_rate rose to 30 % from 20 %.");
    expect(artefact?.body.kind === "tree" && artefact.body.nodes.map(({ id, parent, tone }) => [id, parent, tone])).toEqual([["answer", null, "bad"], ["outage_minutes", "answer", "bad"], ["availability", "answer", "good"]]);
    expect(wordsOf(actions[0]?.text ?? [])).toContain("sla_breach_rate");
    expect(dropped).toBe(0);
  });
  it("says when nothing got worse", () => expect(runProgram(pyramidProgram, { ...pair("sla_breach_rate", 0.1, 0.2), ...pair("outage_minutes", 10, 90) }).lede).toContain("Nothing got worse"));
  it("says when nothing changed", () => expect(runProgram(pyramidProgram, { ...pair("sla_breach_rate", 0.2, 0.2), ...pair("outage_minutes", 90, 90) }).lede).toContain("Nothing of weight has changed"));
  it("is not drawn without a period before", () => expect(runProgram(pyramidProgram, { ...pair("sla_breach_rate", 0.2, null), ...pair("outage_minutes", null, 90) }).artefact).toBeNull());
  it("orders worse, better, unchanged", () => {
    const movement = (key: string, isBetter: boolean | null, value: number) => ({ key, metric: testMetric(key), now: value, before: 100, isBetter });
    expect(ordered([movement("same", null, 100), movement("better", true, 50), movement("worse", false, 110), movement("worst", false, 200)]).map(({ key }) => key)).toEqual(["worst", "worse", "better", "same"]);
  });
});

describe("strengths and weaknesses", () => {
  it("are the figures that moved, each on its side", () => {
    const run = runProgram(swotProgram, { ...pair("sla_breach_rate", 0.3, 0.2), ...pair("reopen_rate", 0.02, 0.05), ...pair("outage_minutes", 10, 90), ticket_volume: { metric: "ticket_volume", rows: [{ ticket_volume: 120, n: 120 }] }, tickets_closed: { metric: "tickets_closed", rows: [{ tickets_closed: 100, n: 100 }] } });
    expect(cellsOf(run)?.map(([, , items]) => (items as string[]).length)).toEqual([2, 1, 0, 1]);
    expect(run.dropped).toBe(0);
  });
  it("need two figures that moved", () => expect(runProgram(swotProgram, pair("sla_breach_rate", 0.3, 0.2)).artefact).toBeNull());
});

describe("a worksheet", () => {
  const card = cardOf("wardley");
  const volume = testMetric("ticket_volume", { phrase: "{value} tickets were opened", label: "Tickets opened" });
  it("places the facts that are there, and names every gap", () => {
    if (!card) throw new Error("no card");
    const { artefact, lede, dropped } = runProgram(worksheetProgram(card), { ticket_volume: { metric: volume, rows: [{ ticket_volume: 12, n: 12 }] } });
    expect(lede).toContain("1 fact from the records is in its place");
    expect(artefact?.body.kind === "worksheet" && artefact.body.sections.flatMap(({ facts }) => facts.map(wordsOf))).toEqual(["12 tickets were opened, 1 Jan 2026 to 30 Jan 2026."]);
    expect(artefact?.body.kind === "worksheet" && artefact.body.sections.every(({ gaps }) => gaps.length === 1)).toBe(true);
    expect(dropped).toBe(0);
  });
  it("is not drawn without a single fact: no data is not a fact", () => {
    if (!card) throw new Error("no card");
    expect(runProgram(worksheetProgram(card), { ticket_volume: { metric: volume, rows: [{ ticket_volume: null, n: 0 }] } }).artefact).toBeNull();
  });
});

const slo = (name: string, remaining: number | null, freeze: string | null = null) => ({ slo: name, status: "healthy", remaining, freeze, owner: "SRE", href: `/slos/${name}` });
const budgets = (rows: Record<string, Cell>[], burns: Record<string, number> = {}) => ({
  slos: { metric: "slo", rows },
  burn: { metric: testMetric("error_budget_burn_rate"), rows: Object.entries(burns).map(([name, rate]) => ({ key: name, slo: name, error_budget_burn_rate: rate })) },
});

describe("what an error budget allows", () => {
  const bounds = { stopAt: 0, slowAt: 0.25, fastBurn: 2 };
  it.each([
    [{ remaining: 0.9, burn: 0.5, freeze: null }, "usual"], [{ remaining: 0.9, burn: null, freeze: null }, "usual"], [{ remaining: 0.25, burn: 0, freeze: null }, "small"], [{ remaining: 0.9, burn: 2, freeze: null }, "small"],
    [{ remaining: 0.9, burn: 0, freeze: "soft" }, "small"], [{ remaining: 0.9, burn: 0, freeze: "hard" }, "fixes"], [{ remaining: 0, burn: 0, freeze: null }, "fixes"], [{ remaining: -0.2, burn: 0, freeze: "soft" }, "fixes"],
  ] as const)("%o: %s", (state, allowed) => expect(allowedBy(state, bounds)).toBe(allowed));

  it("never allows more with less budget, or a faster burn", () => {
    const rank = { fixes: 0, small: 1, usual: 2 };
    const share = fc.double({ min: -1, max: 1, noNaN: true });
    const rate = fc.double({ min: 0, max: 20, noNaN: true });
    fc.assert(fc.property(share, share, rate, rate, fc.constantFrom(null, "soft" as const, "hard" as const), (a, b, slow, fast, freeze) => {
      const worse = allowedBy({ remaining: Math.min(a, b), burn: Math.max(slow, fast), freeze }, bounds);
      const better = allowedBy({ remaining: Math.max(a, b), burn: Math.min(slow, fast), freeze }, bounds);
      expect(rank[worse]).toBeLessThanOrEqual(rank[better]);
    }));
  });

  it("puts the strictest first, with the burn of each and what is to be done", () => {
    const run = runProgram(budgetPolicyProgram, budgets([slo("search", 0.8), slo("checkout", -0.2), slo("auth", 0.6, "soft"), slo("mail", 0.9), slo("new", null)], { search: 0.4, mail: 3 }));
    expect(run.lede).toBe("Only fixes for 1 of 4 objectives, small changes for 2, changes as usual for 1. Least is left of checkout: -20 %.");
    expect(run.worked("budget_policy")?.rows.map((row) => [row.slo, row.burn, row.allowed])).toEqual([["checkout", null, "only fixes"], ["auth", null, "small, reversible changes"], ["mail", 3, "small, reversible changes"], ["search", 0.4, "changes as usual"]]);
    expect(run.actions.map(({ text, href, owner }) => [wordsOf(text), href, owner])).toEqual([
      ["Hold all changes but fixes to checkout: -20 % of its budget is left.", "/slos/checkout", "SRE"], ["Keep changes small and easy to undo on auth: 60 % of its budget is left.", "/slos/auth", "SRE"], ["Keep changes small and easy to undo on mail: 90 % of its budget is left.", "/slos/mail", "SRE"],
    ]);
    expect(run.artefact?.gaps[0]).toContain("no data yet");
    expect(run.dropped).toBe(0);
  });

  it("tells objectives of one name apart, and says that not all are drawn", () => {
    const twins = [{ ...slo("shop", 0.5), href: "/slos/shop-eu" }, { ...slo("shop", 0.6), href: "/slos/shop-us" }];
    const run = runProgram(budgetPolicyProgram, { ...budgets(twins), burn: { metric: testMetric("error_budget_burn_rate"), rows: [{ key: "shop-us", slo: "shop", error_budget_burn_rate: 9 }] } });
    expect(run.worked("budget_policy")?.rows.map(({ remaining, burn }) => [remaining, burn])).toEqual([[0.6, 9], [0.5, null]]);
    const many = runProgram(budgetPolicyProgram, budgets(Array.from({ length: 13 }, (_, at) => slo(`s${String(at)}`, 0.9))));
    expect([many.artefact?.gaps[0], many.artefact?.body.kind === "table" && many.artefact.body.rows.length, many.worked("budget_policy")?.rows.length]).toEqual(["The strictest are drawn; the others stand in the table.", 12, 13]);
  });

  it("follows its assumptions, and draws nothing without a measured budget", () => {
    expect(runProgram(budgetPolicyProgram, budgets([slo("search", 0.8)]), { assumptions: { "error_budget_policy.stop_at": 0.9 } }).lede).toContain("Only fixes for 1 of 1");
    expect(runProgram(budgetPolicyProgram, budgets([slo("new", null)])).artefact).toBeNull();
    expect(runProgram(budgetPolicyProgram, {}).artefact).toBeNull();
  });
});
