import type { Brief, QueryPlan, Span } from "../contract";
import { quiet, text } from "./compose/evidence";
import type { MetricDefinition, MetricScope, SemanticLayer, SubjectDefinition } from "./metric";
import { notHeld } from "./not-held";
import { figuresFor, overviewIntents, spareFigures } from "./intent-groups";
import { metricOf, subjectOf } from "./plan-work";
import { ownThresholds } from "./sql/filters";
import { inapplicable, isHiddenFrom } from "./sql/conditions";
import { inSentence } from "./vocabulary";

export interface Reader {
  permissions: ReadonlySet<string>;
  scope: MetricScope;
  /** For records that name the roles they are for; without any only what is for everyone inside. */
  roles?: readonly string[];
}

/** What a plan is computed from, or why it is not. */
export type GateResult =
  | { kind: "answer"; metrics: MetricDefinition[]; subject: SubjectDefinition | null; notes: string[] }
  | { kind: "explain"; metrics: MetricDefinition[] }
  | { kind: "stop"; outcome: Extract<Brief["outcome"], "not_held" | "hidden" | "refused" | "unclear">; headline: Span[]; nearest: string[] };

/** Whether the reader may see the metric's or list's rows at all. */
export const isVisible = (target: Pick<MetricDefinition | SubjectDefinition, "permission" | "customerSql" | "requesterSql" | "teamSql">, reader: Reader): boolean =>
  reader.permissions.has(target.permission) && !isHiddenFrom(target, reader.scope);

const refusals: Record<Exclude<QueryPlan["scope"], "in">, { outcome: "refused" | "not_held"; words: string }> = {
  off_domain: { outcome: "refused", words: "This is outside what an operations portal knows." },
  no_data_in_portal: { outcome: "not_held", words: "The portal does not hold that." },
  personal_or_sensitive: { outcome: "refused", words: "The portal does not answer questions about a person's private matters." },
  injection: { outcome: "refused", words: "This asks the portal to leave its rules. It answers questions about operations, from its own records." },
  unsafe_action: { outcome: "refused", words: "The portal does not delete data or go around an approval." },
  chit_chat: { outcome: "refused", words: "Ask about tickets, sites, services or runbooks, and the answer comes from their records." },
};

const listIntents: ReadonlySet<QueryPlan["intent"]> = new Set(["list_lookup", "doc_lookup"]);

const maxMetrics = 4;
/** Of figures that nobody named those without data are left out, and the rest are told in a line each. */
const maxUsual = 6;

const stop = (outcome: Extract<GateResult, { kind: "stop" }>["outcome"], headline: Span[], nearest: string[] = []): GateResult => ({ kind: "stop", outcome, headline, nearest });

function notHeldStop(ids: readonly string[], layer: SemanticLayer): GateResult {
  const nearest = [...new Set(ids.flatMap((id) => notHeld(id).nearest))].filter((id) => metricOf(layer, id) !== undefined);
  const labels = [...new Set(ids.map((id) => notHeld(id).label))].join(" and ");
  const offer = nearest.slice(0, 2).map((id) => inSentence(metricOf(layer, id)?.label ?? id)).join(" and ");
  return stop("not_held", [text(`The portal does not hold ${labels}.`), ...(offer === "" ? [] : [quiet(` The nearest thing it holds is ${offer}.`)])], nearest);
}

const hiddenStop = (labels: readonly string[]): GateResult => stop("hidden", [text(`${labels.join(" and ")}: hidden from you.`), quiet(" Your role does not include these records, so nothing is said about them, not even whether there are any.")]);

/** Metrics wanted by the plan: those named, else the ones that questions of its kind rest on and that can be narrowed as it says. */
function wantedMetrics(plan: QueryPlan, layer: SemanticLayer): readonly string[] {
  if (plan.metrics.length > 0) return plan.metrics;
  if (plan.figures !== undefined && plan.subject === null) return plan.figures;
  const usual = plan.subject === null || overviewIntents.has(plan.intent) ? figuresFor(plan.intent) : [];
  if (usual.length === 0 || plan.entities.length + plan.filters.length === 0) return usual;
  const fitting = [...usual, ...spareFigures].filter((id) => {
    const metric = metricOf(layer, id);
    return metric !== undefined && inapplicable(metric, plan).length === 0;
  });
  return fitting.length === 0 ? usual : [...new Set(fitting)].slice(0, maxUsual);
}

/** "Which sites were below 99.9 %": the things are told with the figure that picks them. */
const isBoundByFigure = (plan: QueryPlan, layer: SemanticLayer): boolean => plan.metrics.some((id) => ownThresholds(metricOf(layer, id) ?? unbound, plan.filters).length > 0);
const unbound = { id: "", filters: {}, entities: {}, timeSql: null };

/** Records that carry the figure asked for: how far a goal is, how long a budget lasts. */
const ownRecords: ReadonlySet<string> = new Set(["goal", "budget"]);

/** What is looked up in writing: the sections of everything that is written, where the layer has them. */
const writingIn = (layer: SemanticLayer): string => (subjectOf(layer, "section") === undefined ? "runbook" : "section");

/** The record type to list: asked for by the intent, ranked as records ("the ten longest outages"), or all that is named. */
function wantedSubject(plan: QueryPlan, layer: SemanticLayer): SubjectDefinition | null {
  const subject = subjectOf(layer, plan.subject ?? (plan.intent === "doc_lookup" && plan.metrics.length === 0 ? writingIn(layer) : null));
  if (!subject) return null;
  if (subject.decides) return subject;
  if (isBoundByFigure(plan, layer)) return null;
  const isRankedByRecord = plan.intent === "ranking" && plan.dimensions.length === 0 && plan.metrics.some((id) => subject.orders[id] !== undefined);
  const isOfRecords = plan.metrics.length === 0 && ownRecords.has(subject.id);
  return listIntents.has(plan.intent) || isRankedByRecord || isOfRecords || wantedMetrics(plan, layer).length === 0 ? subject : null;
}

/** Decides what is computed. Scope first, then what is held, then what the reader may see: none of them ever becomes a number. */
export function gate(plan: QueryPlan, layer: SemanticLayer, reader: Reader): GateResult {
  const ids = wantedMetrics(plan, layer);
  const absent = ids.filter((id) => metricOf(layer, id) === undefined);
  if (plan.scope !== "in") {
    if (plan.scope === "no_data_in_portal" && absent.length > 0) return notHeldStop(absent, layer);
    return stop(refusals[plan.scope].outcome, [text(refusals[plan.scope].words)]);
  }
  const subject = wantedSubject(plan, layer);
  if (subject) return isVisible(subject, reader) ? { kind: "answer", metrics: [], subject, notes: [] } : hiddenStop([subject.label]);
  const held = ids.map((id) => metricOf(layer, id)).filter((metric): metric is MetricDefinition => metric !== undefined);
  if (held.length === 0 && absent.length > 0) return notHeldStop(absent, layer);
  if (plan.intent === "explain") return { kind: "explain", metrics: held };
  if (held.length === 0) return stop("unclear", [text("I could not tell which figure or record this asks for.")]);
  const visible = held.filter((metric) => isVisible(metric, reader));
  if (visible.length === 0) return hiddenStop([...new Set(held.map(({ label }) => label))]);
  const most = plan.metrics.length > 0 ? maxMetrics : maxUsual;
  const notes = [
    ...absent.map((id) => `The portal does not hold ${notHeld(id).label}.`),
    ...held.filter((metric) => !visible.includes(metric)).map(({ label }) => `${label}: hidden from you.`),
    ...visible.slice(most).map(({ label }) => `${label} was left out: at most four figures fit one answer.`),
  ];
  return { kind: "answer", metrics: visible.slice(0, most), subject: null, notes };
}
