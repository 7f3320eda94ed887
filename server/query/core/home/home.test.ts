import { describe, expect, it } from "vitest";
import type { Brief, EvidenceTable } from "../../contract";
import type { MetricDefinition, SemanticLayer } from "../metric";
import { bestFigures, changeLine, chooseFigures, figureLine, waitingLine, waitingLists } from "./lines";
import { missedGoals, readChange, readFigure, readWaiting, type GoalTarget } from "./read-answers";

const clock = { now: "2026-11-21T09:00:00.000Z", zone: "Europe/Berlin" };
const metric = (id: string, over: Partial<MetricDefinition> = {}): MetricDefinition => ({ id, label: "SLA breach rate", unit: "ratio", kind: "flow", goodDirection: "down", minimumSample: 10, ...over }) as MetricDefinition;
const table = (id: string, rows: EvidenceTable["rows"], over: Partial<EvidenceTable> = {}): EvidenceTable => ({ id, title: id, columns: [], rows, totalRows: rows.length, sql: "", parameters: [], href: null, ...over });
const brief = (tables: EvidenceTable[], outcome: Brief["outcome"] = "answered") => ({ outcome, tables, plan: { time: { label: "the last 30 days" } } }) as unknown as Brief;
const breach = metric("sla_breach_rate");
const pair = (now: number | null, before: number | null, n = 500) => brief([table("sla_breach_rate", [{ sla_breach_rate: now, n }]), table("sla_breach_rate_before", [{ sla_breach_rate: before }])]);
const goal = (target: number, over: Partial<GoalTarget> = {}): GoalTarget => ({ title: "Keep promises", metric: "sla_breach_rate", target, dueOn: "2026-12-31", ...over });
const figure = (answer: Brief, goals: GoalTarget[] = [], of = breach) => readFigure({ ...figureLine(of, clock), metric: of }, answer, goals);
const change = (answer: Brief, of = breach) => readChange({ ...changeLine(of, clock), metric: of }, answer);

describe("a figure of the home page", () => {
  it("is read from the tables of its answer, with the equal period before and its target", () => {
    expect(figure(pair(0.164, 0.185), [goal(0.1)])).toMatchObject({ value: "16.4 %", before: { value: "18.5 %", direction: "down", tone: "good" }, target: { value: "10 %", isMet: false, goal: "Keep promises" } });
  });

  it("is no data where there is none, and then meets and misses nothing", () => {
    expect(figure(brief([], "no_data"), [goal(0.1)])).toMatchObject({ value: null, outcome: "no_data", before: null, target: null, trend: [] });
    expect(figure(pair(null, 0.2), [goal(0.1)])).toMatchObject({ value: null, target: null });
  });

  it.each([
    ["a rate that should be low, at its target", "down", 0.1, true],
    ["a rate that should be low, over it", "down", 0.1001, false],
    ["a rate that should be high, at its target", "up", 0.1, true],
    ["a rate that should be high, under it", "up", 0.0999, false],
  ] as const)("%s", (_name, goodDirection, value, isMet) => {
    expect(figure(pair(value, null), [goal(0.1)], metric("sla_breach_rate", { goodDirection })).target?.isMet).toBe(isMet);
  });

  it("without a good side has no target and no verdict", () => {
    expect(figure(pair(0.3, 0.2), [goal(0.1)], metric("sla_breach_rate", { goodDirection: "neutral" }))).toMatchObject({ target: null, before: { tone: "neutral" } });
  });

  it("keeps days without data as gaps of its course", () => {
    const days = table("sla_breach_rate_by_day", [{ sla_breach_rate: 0.1 }, { sla_breach_rate: null }, { sla_breach_rate: 0.3 }]);
    expect(figure(brief([days])).trend).toEqual([0.1, null, 0.3]);
  });
});

describe("what changed", () => {
  it("names both values, the direction and whether it is better", () => {
    expect(change(pair(0.05, 0.2))?.change).toMatchObject({ from: "20 %", to: "5 %", direction: "down", tone: "good" });
  });

  it.each([
    ["a change too small to tell", pair(0.2, 0.201)],
    ["too few observations", pair(0.5, 0.2, 4)],
    ["no data before", pair(0.5, null)],
    ["a refusal", { ...pair(0.5, 0.1), outcome: "hidden" as const }],
  ])("leaves out %s", (_name, answer) => expect(change(answer)).toBeNull());

  it("from nothing to something weighs more than any relation", () => {
    const minutes = metric("sla_breach_rate", { unit: "minutes" });
    expect(change(pair(58, 0), minutes)?.weight).toBe(Infinity);
  });
});

describe("what waits", () => {
  const down = waitingLists.find(({ id }) => id === "sites_down");
  const list = (totalRows: number, names: string[]) => brief([table("outage_list", names.map((monitor) => ({ monitor })), { totalRows, columns: [{ key: "monitor", label: "Site", unit: "text" }], href: "/monitors/outages" })]);

  it("is counted by the database, not by the rows that are shown", () => {
    if (!down) throw new Error("no list");
    expect(readWaiting(waitingLine(down), list(12, ["a", "b", "c"]), down)).toMatchObject({ title: "12 sites are down now", detail: "a, b, c and 9 more", href: "/monitors/outages" });
    expect(readWaiting(waitingLine(down), list(1, ["a"]), down)?.title).toBe("1 site is down now");
    expect(readWaiting(waitingLine(down), list(0, []), down)).toBeNull();
  });

  it("holds goals that are missed and due within six weeks, and no others", () => {
    const titles = (goals: GoalTarget[]) => missedGoals([figure(pair(0.2, null), goals)], clock.now).map(({ title }) => title);
    expect(titles([goal(0.1)])).toEqual(["Keep promises: not met"]);
    expect(titles([goal(0.3)])).toEqual([]);
    expect(titles([goal(0.1, { dueOn: "2027-03-31" })])).toEqual([]);
    expect(titles([goal(0.1, { dueOn: null })])).toEqual([]);
  });
});

describe("which figures", () => {
  const layer = { metrics: ["ticket_volume", "availability", "sla_breach_rate", "handed_away", "resolution_time", "ticket_backlog", "outage_minutes", "slo_attainment", "incident_minutes"].map((id) => metric(id)), subjects: [] } as SemanticLayer;

  it("are asked for: those with goals first, then the usual ones, each once", () => {
    expect(chooseFigures(layer, ["handed_away", "sla_breach_rate", "no_such"]).map(({ id }) => id)).toEqual(["handed_away", "sla_breach_rate", "slo_attainment", "incident_minutes", "ticket_backlog", "availability", "resolution_time", "outage_minutes"]);
  });

  it("are those of goals alone where goals fill the page", () => {
    const goals = ["handed_away", "ticket_volume", "availability", "resolution_time", "ticket_backlog", "outage_minutes"];
    expect(chooseFigures(layer, goals).map(({ id }) => id)).toEqual(goals.slice(0, 5));
  });

  it("are the five that hold something or that goals are set on; others fill up", () => {
    const tried = ["a", "b", "c", "d", "e", "f", "g"].map((id) => ({ id, value: ["b", "d", "e", "f"].includes(id) ? "1" : null }));
    expect(bestFigures(tried, []).map(({ id }) => id)).toEqual(["a", "b", "d", "e", "f"]);
    expect(bestFigures(tried, ["g"]).map(({ id }) => id)).toEqual(["b", "d", "e", "f", "g"]);
    expect(bestFigures(tried.slice(0, 2), []).map(({ id }) => id)).toEqual(["a", "b"]);
  });

  it("leave out what the reader may not see", () => {
    expect(chooseFigures({ metrics: [], subjects: [] }, ["sla_breach_rate"])).toEqual([]);
  });

  it("compare a stock with what it was 30 days ago", () => {
    expect(figureLine(metric("ticket_backlog", { kind: "stock" }), clock).plan.compareTo?.to).toBe("2026-10-22T09:00:00.000Z");
    expect(figureLine(breach, clock).plan.compareTo).toBeNull();
  });
});
