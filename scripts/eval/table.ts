import type { Judged, Scores, ScoreName, Split } from "./score";
import type { Proportion } from "./wilson";

const percent = (share: number | null): string => (share === null ? "-" : `${(share * 100).toFixed(1)}%`);
const cell = ({ value, n }: Proportion): string => (n === 0 ? "-" : `${percent(value)} (${n})`);

/** Least (or, for refusals, most) that a score should reach. */
const gates: Partial<Record<ScoreName, { limit: number; isMost?: boolean }>> = {
  intent_lenient: { limit: 0.95 }, persona_lenient: { limit: 0.95 }, framework_precision_chosen: { limit: 0.9 }, framework_hit: { limit: 0.85 }, oos_recall: { limit: 0.9 },
  oos_recall_near: { limit: 0.8 }, false_refusal: { limit: 0.03, isMost: true }, plan: { limit: 0.85 }, numbers: { limit: 1 }, grounded: { limit: 1 },
};

function verdictOf(name: string, { value }: Proportion): string {
  const gate = gates[name as ScoreName];
  if (!gate || value === null) return "";
  const isMet = gate.isMost ? value <= gate.limit : value >= gate.limit;
  return `${gate.isMost ? "<=" : ">="} ${percent(gate.limit)} ${isMet ? "met" : "MISSED"}`;
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => (row[index] ?? "").length)));
  return rows.map((row) => row.map((text, index) => text.padEnd(widths[index] ?? 0)).join("  ").trimEnd()).join("\n");
}

export const scoreTable = (scores: Scores): string =>
  columns([["score", "value", "n", "95% interval", "aim"], ...Object.entries(scores).map(([name, one]) => [name, percent(one.value), String(one.n), one.n === 0 ? "-" : `${percent(one.lo)} to ${percent(one.hi)}`, verdictOf(name, one)])]);

export function splitTable(splits: readonly Split[]): string {
  const rows = splits.map(({ group, scores }) => [group, cell(scores.intent_lenient), cell(scores.persona_lenient), cell(scores.plan), cell(scores.framework_precision_chosen), cell(scores.framework_hit), cell(scores.oos_recall), cell(scores.false_refusal)]);
  return columns([["group", "intent", "persona", "plan", "frameworks", "hit", "recall", "refused"], ...rows]);
}

const listed = (values: readonly string[]): string => (values.length === 0 ? "none" : values.join("+"));
const range = (time: { from: string | null; to: string | null } | null): string => (time === null ? "none" : `${time.from ?? "?"}..${time.to ?? "?"}`);
const orOthers = (expected: string, others: readonly string[]): string => (others.length === 0 ? expected : `${expected} (or ${others.join(", ")})`);

/** What was wrong with one answer, slot by slot: what it should have been and what it was. */
export function faultsOf({ label, prediction, verdict }: Judged): string[] {
  if (prediction === null) return ["no answer"];
  const { plan, frameworks } = prediction;
  const spurious = frameworks.chosen.filter((id) => !label.frameworks.includes(id) && !label.frameworks_ok.includes(id));
  const isMissed = label.cls === "strategic" && label.frameworks.length > 0 && !frameworks.chosen.some((id) => label.frameworks.includes(id));
  const faults: [boolean, string][] = [
    [!verdict.scope, `scope: ${label.inScope ? "in" : (label.oos_reason ?? "out")}, was ${prediction.scope}`],
    [!verdict.intentLenient, `intent: ${orOthers(label.intent, label.intent_ok)}, was ${plan.intent}`],
    [!verdict.personaLenient, `persona: ${orOthers(label.persona, label.persona_ok)}, was ${prediction.persona}`],
    [verdict.metrics === false, `metrics: ${orOthers(listed(label.metrics), label.metrics_ok)}, was ${listed(plan.metrics)}`],
    [verdict.dimensions === false, `dimensions: ${orOthers(listed(label.dimensions), label.dimensions_ok)}, was ${listed(plan.dimensions)}`],
    [verdict.time === false, `time: ${range(label.time)}${label.time ? ` "${label.time.token}"` : ""}, was ${range(plan.time)}`],
    [verdict.compareTo === false, `compare_to: ${range(label.compare_to)}, was ${range(plan.compareTo)}`],
    [verdict.entities === false, `entities: ${orOthers(listed(label.entities), label.entities_ok)}, was ${listed(plan.entities)}`],
    [verdict.filters === false, `filters: ${listed(label.filters)}, was ${listed(plan.filters)}`],
    [verdict.limit === false, `limit: ${label.limit ?? "none"}, was ${plan.limit ?? "none"}`],
    [spurious.length > 0, `frameworks: ${orOthers(listed(label.frameworks), label.frameworks_ok)}, also gave ${listed(spurious)}`],
    [isMissed, `frameworks: none of ${listed(label.frameworks)}, was ${listed(frameworks.chosen)}`],
    [(prediction.grounded ?? 0) > 0, `grounded: ${prediction.grounded} figures without evidence`],
  ];
  return faults.filter(([isWrong]) => isWrong).map(([, text]) => text);
}

/** The questions with a fault, each with its faults; `slot` keeps those of one kind only ("time", "persona"...). */
export function failureList(cases: readonly Judged[], slot = ""): string {
  return cases.flatMap((one) => {
    const faults = faultsOf(one).filter((fault) => fault.startsWith(slot));
    if (faults.length === 0) return [];
    const context = one.label.context.map((turn) => `    after: ${turn}\n`).join("");
    return [`${one.label.id}  ${one.label.q}\n${context}${faults.map((fault) => `    ${fault}`).join("\n")}`];
  }).join("\n");
}
