import type { Artefact, Finding, QueryPlan } from "../../contract";
import type { DomainName, MetricDefinition } from "../metric";

type Persona = QueryPlan["persona"];

/** What each lens looks at first. */
const domains: Partial<Record<Persona, readonly DomainName[]>> = {
  support_lead: ["tickets", "knowledge"], reliability_lead: ["slo", "incidents", "monitors", "alerts"], cto_architect: ["slo", "incidents", "deployments", "monitors", "catalog"], security_compliance: ["incidents", "maintenance", "monitors", "catalog"],
  change_manager: ["deployments", "maintenance", "incidents", "monitors", "tickets"], people_org: ["alerts", "tickets", "catalog"], product_strategist: ["tickets", "slo"], engineering_director: ["deployments", "incidents", "slo", "tickets", "monitors"],
  finance_lens: ["query", "slo", "tickets", "monitors"], exec_comms: ["slo", "incidents", "tickets", "monitors"],
};

const methods: Partial<Record<Persona, readonly string[]>> = {
  support_lead: ["pareto", "failure_demand", "erlang_c", "littles_law", "value_stream", "eisenhower", "kcs"], reliability_lead: ["risk_matrix", "error_budget_policy", "itil_problem", "five_whys", "golden_signals"], cto_architect: ["wardley", "tech_debt_quadrant", "evolutionary_arch", "build_buy_tco"],
  engineering_director: ["theory_of_constraints", "value_stream", "dora", "capacity_planning"], product_strategist: ["pareto", "rice", "wsjf", "bcg_matrix", "jtbd"], finance_lens: ["cost_of_delay", "capital_allocation", "finops_unit", "build_buy_tco"], security_compliance: ["nist_csf", "stride", "fair", "risk_matrix"],
  people_org: ["bus_factor", "team_topologies", "decision_rights", "bridges"], exec_comms: ["pyramid_scqa", "balanced_scorecard", "swot"], change_manager: ["itil_change", "premortem", "reversible_decisions"],
};

/** Place in a list; whatever is not in it comes after. */
const placeIn = (list: readonly string[], value: string | null): number => {
  const index = value === null ? -1 : list.indexOf(value);
  return index < 0 ? list.length : index;
};

/** The domain that a finding speaks of, by the metric whose table it cites first. */
function domainOf({ citations }: Finding, metrics: readonly MetricDefinition[]): DomainName | null {
  const table = citations[0]?.table ?? "";
  const named = metrics.filter(({ id }) => table === id || table.startsWith(`${id}_`)).sort((a, b) => b.id.length - a.id.length);
  return named[0]?.domain ?? null;
}

/** A stable order: equals stay as they were. */
const inOrder = <T>(items: readonly T[], place: (item: T) => number): T[] => items.map((item, index) => ({ item, index, at: place(item) })).sort((a, b) => a.at - b.at || a.index - b.index).map(({ item }) => item);

/** Puts what a lens looks at first in front. Nothing is added, left out or changed. */
export function seenThrough<T extends { findings: Finding[]; artefacts: Artefact[] }>(answer: T, persona: Persona, metrics: readonly MetricDefinition[]): T {
  const [wanted, preferred] = [domains[persona] ?? [], methods[persona] ?? []];
  return { ...answer, findings: inOrder(answer.findings, (finding) => placeIn(wanted, domainOf(finding, metrics))), artefacts: inOrder(answer.artefacts, ({ id }) => placeIn(preferred, id)) };
}
