import type { Artefact, ProposedAction, Span } from "../../../contract";
import { numberAt, text } from "../../compose/evidence";
import { citing, daysIn, figureOf, missing, narrowed, valueOf, type Built, type BuildInput, type Program } from "../program";

/** 0 low, 1 medium, 2 high. */
export type Level = 0 | 1 | 2;

/** High from `high` on, medium from a fourth of it. */
export const levelOf = (value: number, high: number): Level => (value >= high ? 2 : value >= high / 4 ? 1 : 0);

/** A cell's colour: the sum of both levels, as in the usual three-by-three chart. */
export const toneOf = (likelihood: Level, impact: Level): "bad" | "watch" | "good" => (likelihood + impact >= 3 ? "bad" : likelihood + impact === 2 ? "watch" : "good");

interface Risk {
  likelihood: Level;
  impact: Level;
  words: Span[];
  action: ProposedAction;
}

const mostEach = 3;
const monthDays = 30;

/** Sites that went down: how often a month, and how long each time. */
function outageRisks(input: BuildInput): Risk[] {
  const [counts, minutes] = [input.found.get("outages"), input.found.get("minutes")];
  if (!counts || !minutes) return [];
  const lost = new Map(minutes.table.rows.map((row, index) => [row.key, { row: index, value: numberAt(minutes.table, index, "outage_minutes") ?? 0 }]));
  const risks = counts.table.rows.flatMap((row, index): { weight: number; risk: Risk }[] => {
    const count = numberAt(counts.table, index, "outage_count") ?? 0;
    const down = lost.get(row.key ?? null);
    if (count === 0 || row.key === null || !down) return [];
    const name = input.evidence.figure(counts.table.id, index, "monitor");
    const words = [name, text(" goes down: "), input.evidence.figure(counts.table.id, index, "outage_count"), text(count === 1 ? " outage, " : " outages, "), input.evidence.figure(minutes.table.id, down.row, "outage_minutes"), text(" down.")];
    const action = { text: [text("Find the cause of the outages of "), name, text(" and the runbook for the next.")], owner: null, href: narrowed(counts.table.href, "monitor", row.key), table: counts.table.id };
    return [{ weight: down.value, risk: { likelihood: levelOf((count / daysIn(counts)) * monthDays, input.assume("outages_a_month")), impact: levelOf(down.value / count, input.assume("outage_minutes")), words, action } }];
  });
  return risks.sort((a, b) => b.weight - a.weight).slice(0, mostEach).map(({ risk }) => risk);
}

const leastTickets = 10;

/** Groups that miss the SLA: how often, and how much of all that is missed is theirs. */
function breachRisks(input: BuildInput): Risk[] {
  const found = input.found.get("breaches");
  if (!found) return [];
  const total = found.table.rows.reduce((sum, _, index) => sum + (numberAt(found.table, index, "count") ?? 0), 0);
  const rows = found.table.rows.map((row, index) => ({ row, index, rate: numberAt(found.table, index, "sla_breach_rate"), count: numberAt(found.table, index, "count") ?? 0, n: numberAt(found.table, index, "n") ?? 0 }));
  return rows.filter(({ row, rate, count, n }) => row.key !== null && rate !== null && count > 0 && n >= leastTickets).sort((a, b) => b.count - a.count).slice(0, mostEach).map(({ row, index, rate, count }): Risk => {
    const figure = (column: string): Span => input.evidence.figure(found.table.id, index, column);
    return {
      likelihood: levelOf(rate ?? 0, input.assume("breach_rate")), impact: levelOf(count / total, 1 / 3),
      words: [figure("team"), text(" misses the SLA: "), figure("sla_breach_rate"), text(" of its tickets ("), figure("count"), text(" of "), figure("n"), text(").")],
      action: { text: [text("Ask "), figure("team"), text(" what the missed tickets waited for.")], owner: typeof row.team === "string" ? row.team : null, href: narrowed(narrowed(found.table.href, "sla", "missed"), "team", row.key), table: found.table.id },
    };
  });
}

/** More opened than closed: the backlog outgrows the groups; its weight is the days of work that wait. */
function backlogRisk(input: BuildInput): Risk[] {
  const [opened, closed, open] = [valueOf(input, "opened"), valueOf(input, "closed"), valueOf(input, "open")];
  const found = input.found.get("closed");
  if (opened === null || closed === null || open === null || closed <= 0 || !found) return [];
  const likelihood: Level = opened > closed * 1.1 ? 2 : opened > closed * 0.95 ? 1 : 0;
  const list = input.found.get("open")?.table;
  return [{
    likelihood, impact: levelOf(open / (closed / daysIn(found)), input.assume("backlog_days")),
    words: [text("The backlog outgrows the groups: "), figureOf(input, "opened"), text(" opened against "), figureOf(input, "closed"), text(" closed, "), figureOf(input, "open"), text(" open.")],
    action: { text: [text("Decide what of the "), figureOf(input, "open"), text(" open tickets is closed, handed on or answered first.")], owner: null, href: list?.href ?? null, table: list?.id ?? null },
  }];
}

/** Tickets that come back: work that was not done. */
function reopenRisk(input: BuildInput): Risk[] {
  const rate = valueOf(input, "reopened");
  const n = valueOf(input, "reopened", "n");
  if (rate === null || n === null || n < leastTickets || rate === 0) return [];
  const table = input.found.get("reopened")?.table;
  return [{
    likelihood: levelOf(rate, 0.1), impact: 1,
    words: [text("Work comes back: "), figureOf(input, "reopened"), text(" of tickets are reopened ("), figureOf(input, "reopened", { column: "count" }), text(" of "), figureOf(input, "reopened", { column: "n" }), text(").")],
    action: { text: [text("Read the reopened tickets for what was missing at the first closing.")], owner: null, href: narrowed(table?.href ?? null, "reopened", "yes"), table: table?.id ?? null },
  }];
}

const levels = ["Low", "Medium", "High"] as const;

function bodyOf(risks: readonly Risk[]): Artefact["body"] {
  const cells = ([2, 1, 0] as const).flatMap((likelihood, row) => ([0, 1, 2] as const).map((impact, column) => ({ row, column, tone: toneOf(likelihood, impact), items: risks.filter((risk) => risk.likelihood === likelihood && risk.impact === impact).map(({ words }) => words) })));
  return { kind: "matrix", xLabel: "Impact", yLabel: "Likelihood", columns: levels.map((level) => `${level} impact`), rows: [...levels].reverse().map((level) => `${level} likelihood`), cells };
}

const weight = ({ likelihood, impact }: Risk): number => (likelihood + 1) * (impact + 1);

function build(input: BuildInput): Built {
  const risks = [...outageRisks(input), ...breachRisks(input), ...backlogRisk(input), ...reopenRisk(input)].sort((a, b) => weight(b) - weight(a));
  if (risks.length < 2) return missing("two risks or more that the records show");
  const grave = risks.filter(({ likelihood, impact }) => toneOf(likelihood, impact) === "bad").length;
  const lede = [input.evidence.derive("Grave risks", "count", grave), text(" of "), input.evidence.derive("Risks placed", "count", risks.length), text(" risks that the records show are both likely and heavy."), ...risks.slice(0, 3).flatMap(({ words }, place) => [text(` ${["First", "Second", "Third"][place] ?? "Next"}: `), ...words])];
  const gaps = ["Risks that have left no trace in the records: security, suppliers, people who leave.", "Impact in money or in harm to customers; minutes, tickets and shares stand in for it."];
  return { kind: "drawn", parts: { lede, body: bodyOf(risks), gaps, citations: citing(input, "outages", "minutes", "breaches", "opened", "closed", "open", "reopened"), actions: risks.filter((risk) => weight(risk) > 1).slice(0, 3).map(({ action }) => action) } };
}

export const riskMatrixProgram: Program = {
  card: "risk_matrix",
  assumptions: [
    { name: "outages_a_month", label: "Outages a month that are likely", unit: "count", value: 4, min: 0.5, max: 100, step: 0.5, because: "High from here on, medium from a fourth of it." },
    { name: "outage_minutes", label: "Minutes down that are heavy", unit: "minutes", value: 60, min: 1, max: 1_440, step: 5, because: "Mean of one outage; medium from a fourth of it." },
    { name: "breach_rate", label: "Share of missed SLA that is likely", unit: "ratio", value: 0.2, min: 0.01, max: 1, step: 0.01, because: "High from here on, medium from a fourth of it." },
    { name: "backlog_days", label: "Days of waiting work that are heavy", unit: "days", value: 14, min: 1, max: 365, step: 1, because: "Open tickets at the pace of closing." },
  ],
  needs: () => [
    { key: "outages", metric: "outage_count", kind: "groups", dimension: "monitor" }, { key: "minutes", metric: "outage_minutes", kind: "groups", dimension: "monitor" }, { key: "breaches", metric: "sla_breach_rate", kind: "groups", dimension: "team" },
    { key: "opened", metric: "ticket_volume", kind: "total" }, { key: "closed", metric: "tickets_closed", kind: "total" }, { key: "open", metric: "ticket_backlog", kind: "total" }, { key: "reopened", metric: "reopen_rate", kind: "total" },
  ],
  build,
};
