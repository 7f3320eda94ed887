import type { Intent, QueryPlan } from "../../contract";
import type { Meaning } from "../learn/read-meaning";
import { indexPatterns, findPatterns, type Rule } from "./patterns";
import { metricPersonas } from "./persona-words";
import type { Token } from "./tokens";

type Persona = QueryPlan["persona"];
type Weights = Partial<Record<Persona, number>>;

export const personaLabels: Readonly<Record<Persona, string>> = {
  cto_architect: "CTO and architecture", engineering_director: "Engineering director", product_strategist: "Product strategist", finance_lens: "Finance", reliability_lead: "Reliability lead", support_lead: "Support lead",
  security_compliance: "Security and compliance", people_org: "People and organisation", exec_comms: "Executive communication", change_manager: "Change manager", none: "No lens",
};

const words: Readonly<Partial<Record<Persona, readonly string[]>>> = {
  cto_architect: ["architecture|architectural|technology|platform|dependency|dependencies|depend|depends|tech|technical|stack|migrate|migration|rewrite|monolith|microservices", "4 as|like a? cto|architect", "4 cto and? architecture? lens"],
  engineering_director: ["delivery|deploy|deployment|deployments|throughput|engineering|release|velocity|execution|output", "lead time", "4 as|like an? engineering director", "4 engineering director lens"],
  product_strategist: ["product|portfolio|customer|customers|value|prioritise|prioritize|roadmap|feature|features|market", "4 as|like a? product strategist", "4 product strategist lens"],
  finance_lens: ["cost|costs|budget|money|roi|spend|price|savings|finance|financial|cheaper|expensive", "business case", "4 as|like a? cfo|finance|financial", "4 finance lens"],
  reliability_lead: ["reliability|slo|slos|incident|incidents|outage|outages|uptime|availability|latency|downtime|capacity|monitor|monitors|site|sites", "error budget", "on call", "4 as|like a? reliability|sre lead", "4 reliability lead lens"],
  support_lead: ["ticket|tickets|sla|support|backlog|resolve|resolution|reopened|escalated|knowledge|csat|group|groups", "first response", "4 as|like a? support lead", "4 support lead lens"],
  security_compliance: ["security|patch|patches|patched|vulnerability|vulnerabilities|threat|audit|compliance|compliant|gdpr|iso|soc|breached|attack", "4 as|like a? security|compliance", "4 security and? compliance? lens"],
  people_org: ["people|hiring|morale|burnout|culture|conflict|feedback|structure|reorganise|reorganize|teams|staff|workload|overloaded|conversation", "4 as|like a? people|hr", "4 people and? organisation? lens"],
  exec_comms: ["board|ceo|announcement|memo|email|slide|slides|leadership|stakeholders|present|draft", "all hands", "executive summary", "4 as|for executive|exec communication|comms", "4 executive communication lens"],
  change_manager: ["maintenance|rollback|rollbacks|overrun|schedule", "release window", "change freeze", "change window", "change failure", "failed changes", "4 as|like a? change manager", "4 change manager lens"],
};

/** Lenses that measures speak for already, so that a single word says less. */
const measured = new Set(["reliability_lead", "support_lead"]);

const index = indexPatterns<Persona>(Object.entries(words).flatMap(([persona, list]) => list.map((pattern): Rule<Persona> => {
  const found = /^(\d+) (.+)$/.exec(pattern);
  return { pattern: found?.[2] ?? pattern, value: persona as Persona, weight: found ? 6 : measured.has(persona) ? 1 : 1.6 };
})));

const byIntent: Partial<Record<Intent, Weights>> = {
  strategy: { cto_architect: 1.2, product_strategist: 1 }, org_design: { people_org: 4 }, change_people: { people_org: 4 }, exec_communication: { exec_comms: 4 }, prioritisation: { product_strategist: 1 }, status_summary: { reliability_lead: 0.6 }, doc_lookup: { support_lead: 0.6 }, risk_assessment: { reliability_lead: 0.8 },
};
const byFamily: Readonly<Record<string, Weights>> = { tickets: { support_lead: 2 }, reliability: { reliability_lead: 2 }, change: { change_manager: 1.6, engineering_director: 0.8 }, catalog: { cto_architect: 1 }, other: {} };
const bySubject: Readonly<Record<string, Weights>> = { ticket: { support_lead: 1 }, outage: { reliability_lead: 1 }, incident: { reliability_lead: 1 }, monitor: { reliability_lead: 1 }, service: { cto_architect: 1.1 }, runbook: { support_lead: 0.6 }, customer: { product_strategist: 0.8 }, team: { people_org: 0.5 } };
/** What a person's role makes likelier; never enough to outweigh the words. */
const byRole: Readonly<Record<string, Weights>> = { executive: { exec_comms: 0.4 }, support: { support_lead: 0.5 }, operator: { reliability_lead: 0.5 }, admin: { reliability_lead: 0.3 }, viewer: { reliability_lead: 0.2 }, requester: { support_lead: 0.4 } };

export interface PersonaInput {
  tokens: readonly Token[];
  intent: Intent;
  families: readonly string[];
  subject: string | null;
  role: string;
  /** What the classifier makes of the question; without it the words and measures decide. */
  meaning?: Pick<Meaning, "personas">;
  /** The measures that the plan names. */
  metrics?: readonly string[];
  /** The plan that a follow-up leans on: its lens stays unless the question asks for something of another kind. */
  previous?: QueryPlan | null;
}

const figures: ReadonlySet<Intent> = new Set(["explain", "metric_lookup", "ranking", "trend", "comparison", "breakdown"]);

/** The lens of a follow-up: that of the question before, or what a new kind of answer or measure asks for. */
function inheritedPersona(input: PersonaInput, previous: QueryPlan): Persona | null {
  if (input.intent === "exec_communication") return "exec_comms";
  if (input.intent === "change_people" || input.intent === "org_design") return "people_org";
  const isSame = (input.metrics ?? []).join() === previous.metrics.join();
  if (isSame || (input.metrics ?? []).length === 0) return previous.persona === "none" || (previous.persona === "exec_comms" && previous.intent === "exec_communication") ? null : previous.persona;
  return metricPersonas[input.metrics?.[0] ?? ""] ?? null;
}

/** How much a point of the word lists counts against the logarithm of a probability. */
const wordWeight = 0.08;
const metricWeight = 0.5;
const figureWeight = 1.5;

/** The lens under which the evidence is ordered: words, measures, intent and role, added up. Ties go to the first name in the alphabet. */
export function choosePersona(input: PersonaInput): { persona: Persona; isSaid: boolean } {
  const kept = input.previous ? inheritedPersona(input, input.previous) : null;
  if (kept) return { persona: kept, isSaid: false };
  const totals = new Map<Persona, number>();
  const add = (weights: Weights | undefined) => {
    for (const [persona, weight] of Object.entries(weights ?? {})) totals.set(persona as Persona, (totals.get(persona as Persona) ?? 0) + weight);
  };
  const matches = findPatterns(index, input.tokens);
  for (const match of matches) add({ [match.value]: match.weight });
  add(byIntent[input.intent]);
  for (const family of new Set(input.families)) add(byFamily[family]);
  if (input.subject) add(bySubject[input.subject]);
  add(byRole[input.role]);
  for (const { persona, probability } of input.meaning?.personas ?? []) totals.set(persona, (totals.get(persona) ?? 0) * wordWeight + Math.log(Math.max(probability, 1e-4)));
  if (input.meaning) for (const id of new Set(input.metrics ?? [])) add({ [metricPersonas[id] ?? "reliability_lead"]: (figures.has(input.intent) ? figureWeight : metricWeight) / (input.metrics?.length ?? 1) });
  const ranked = [...totals.entries()].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  return { persona: ranked[0]?.[0] ?? "reliability_lead", isSaid: matches.some((match) => match.weight >= 6 && match.value === ranked[0]?.[0]) };
}
