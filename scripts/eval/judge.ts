import type { Labelled, LabelTime } from "./labels";
import type { Prediction } from "./prediction";

/** What one prediction got right. A slot that does not apply to the question is null and counts nowhere. */
export interface Verdict {
  intentStrict: boolean;
  intentLenient: boolean;
  personaStrict: boolean;
  personaLenient: boolean;
  scope: boolean;
  metrics: boolean | null;
  dimensions: boolean | null;
  time: boolean | null;
  compareTo: boolean | null;
  entities: boolean | null;
  filters: boolean | null;
  limit: boolean | null;
  plan: boolean | null;
}

type Range = Prediction["plan"]["time"];

const isOneOf = (value: string, expected: string, others: readonly string[]): boolean => value === expected || others.includes(value);
const lower = (values: readonly string[]): string[] => values.map((value) => value.toLowerCase());
const within = (values: readonly string[], allowed: readonly string[]): boolean => values.every((value) => allowed.includes(value));
const same = (a: readonly string[], b: readonly string[]): boolean => new Set(a).size === new Set(b).size && within(a, b);

const buckets = ["day", "week", "month"];
/** Questions about the state of things that name no measure accept any sensible set. */
const anyMeasure = new Set(["status_summary", "risk_assessment"]);

/** Covers what is required and adds nothing but what is harmless. */
function metricsAgree(label: Labelled, metrics: readonly string[]): boolean {
  if (label.metrics.length === 0 && anyMeasure.has(label.intent)) return true;
  return within(label.metrics, metrics) && within(metrics, [...label.metrics, ...label.metrics_ok]);
}

/** The required split or an acceptable one instead; a bucket that the engine chose is always accepted where the question names none. */
function dimensionsAgree(label: Labelled, dimensions: readonly string[]): boolean {
  const allowed = [...label.dimensions, ...label.dimensions_ok];
  const namesBucket = label.dimensions.some((id) => buckets.includes(id));
  const counted = namesBucket ? dimensions : dimensions.filter((id) => !buckets.includes(id) || allowed.includes(id));
  if (!within(counted, allowed)) return false;
  return within(label.dimensions, counted) || (label.dimensions_ok.length > 0 && counted.length >= label.dimensions.length);
}

/** The named things, each of which an acceptable one may stand for. */
function entitiesAgree(label: Labelled, given: readonly string[]): boolean {
  const entities = lower(given);
  const required = lower(label.entities);
  const allowed = [...required, ...lower(label.entities_ok)];
  if (!within(entities, allowed)) return false;
  return within(required, entities) || (label.entities_ok.length > 0 && entities.length >= required.length);
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
const instant = (text: string): number => Date.parse(text);
const utcDay = (at: number): number => Math.floor(at / dayMs);

/** An end of "now" may be written as the instant, the minute after it, or the end of its day. */
const isAboutNow = (at: number, now: number): boolean => Math.abs(at - now) <= minuteMs || at === (utcDay(now) + 1) * dayMs;

/** Written without a time of day. */
const isWholeDate = (text: string): boolean => text.length === 10;

/** A running period may end now or with its unit; one that rolls up to now is equal by its dates. */
function rangesAgree(label: { from: string; to: string }, given: { from: string; to: string }, nowText: string): boolean {
  const [from, to, givenFrom, givenTo, now] = [instant(label.from), instant(label.to), instant(given.from), instant(given.to), instant(nowText)];
  const isRolling = isAboutNow(to, now) || (isWholeDate(label.to) && utcDay(to) === utcDay(now));
  const sameStart = from === givenFrom || (isRolling && utcDay(from) === utcDay(givenFrom));
  const sameEnd = to === givenTo || (isRolling && isAboutNow(givenTo, now)) || (from <= now && now < to && isAboutNow(givenTo, now));
  return sameStart && sameEnd;
}

function timesAgree(label: LabelTime | null, given: Range, { now, isStrict }: { now: string; isStrict: boolean }): boolean {
  if (!isStrict) return true;
  if (label === null || label.from === null || label.to === null) return given === null;
  return given !== null && rangesAgree({ from: label.from, to: label.to }, given, now);
}

const outOfScope = { metrics: null, dimensions: null, time: null, compareTo: null, entities: null, filters: null, limit: null, plan: null };

function slotsOf(label: Labelled, { plan }: Prediction): Omit<Verdict, "intentStrict" | "intentLenient" | "personaStrict" | "personaLenient" | "scope" | "plan"> {
  const clock = { now: label.now, isStrict: label.time_strict };
  return {
    metrics: metricsAgree(label, plan.metrics),
    dimensions: dimensionsAgree(label, plan.dimensions),
    time: timesAgree(label.time, plan.time, clock),
    compareTo: timesAgree(label.compare_to, plan.compareTo, clock),
    entities: entitiesAgree(label, plan.entities),
    filters: same(lower(plan.filters), lower(label.filters)),
    limit: plan.limit === label.limit,
  };
}

/** Judges a prediction by its labels. The slots of a question that is out of scope are empty and not judged. */
export function judge(label: Labelled, prediction: Prediction): Verdict {
  const { plan, persona } = prediction;
  const intentLenient = isOneOf(plan.intent, label.intent, label.intent_ok);
  const general = {
    intentStrict: plan.intent === label.intent,
    intentLenient,
    personaStrict: persona === label.persona,
    personaLenient: isOneOf(persona, label.persona, label.persona_ok),
    scope: (prediction.scope === "in") === label.inScope,
  };
  if (!label.inScope) return { ...general, ...outOfScope };
  const slots = slotsOf(label, prediction);
  return { ...general, ...slots, plan: general.scope && intentLenient && Object.values(slots).every((isRight) => isRight === true) };
}
