import type { QueryPlan } from "../contract";
import { choicesFor } from "./frameworks/describe-choices";
import type { SemanticLayer } from "./metric";
import { settlePlan } from "./settle-plan";

const withMethods = (plan: QueryPlan, question: string): QueryPlan => (plan.frameworks.length > 0 ? plan : { ...plan, frameworks: choicesFor(question, plan).chosen.map(({ id }) => id) });

/** The plan that is answered: what the parser read, with what the layer settles and the methods that fit. */
export const completePlan = (plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan => withMethods(settlePlan(plan, question, layer), question);
