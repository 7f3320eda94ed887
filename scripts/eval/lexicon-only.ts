import type { QueryPlan } from "../../server/query/contract";
import { semanticLayer } from "../../server/api/semantic-layer";
import { customers, services, teams } from "../../server/demo/core/organisation";
import { topics } from "../../server/demo/core/topics";
import { buildLexicon } from "../../server/query/core/build-lexicon";
import type { Lexicon, LexiconEntity } from "../../server/query/core/parse/lexicon";
import { parseQuestion } from "../../server/query/core/parse/parse-question";
import { completePlan } from "../../server/query/core/complete-plan";
import { predictedPlan } from "../../server/query/core/predicted-plan";
import type { Labelled } from "./labels";
import type { Prediction } from "./prediction";

const asEntity = (type: string) => ({ slug, name, aliases = [] }: { slug: string; name: string; aliases?: readonly string[] }): LexiconEntity => ({ type, id: slug, name, aliases });

/** The names that the product reads from the demo organisation's database, without one. */
export function demoLexicon(): Lexicon {
  const entities = [...teams.map(asEntity("team")), ...services.map(asEntity("service")), ...customers.map(asEntity("customer")), ...services.flatMap(({ endpoints }) => endpoints.map(asEntity("monitor")))];
  const categories = [...new Set(Object.values(topics).flat().map(({ category }) => category))].sort();
  const values = [...categories.map((value) => ({ field: "category", value })), ...["chat", "email", "monitoring", "phone", "portal"].map((value) => ({ field: "channel", value }))];
  return buildLexicon(semanticLayer, { entities, values });
}

/** Reads questions with the parser alone: no records, no brief, a second for hundreds of them. */
export function predictFromLexicon(labels: readonly Labelled[], role: string): Map<string, Prediction> {
  const lexicon = demoLexicon();
  const predictions = new Map<string, Prediction>();
  for (const { id, q, context, now, tz } of labels) {
    const plans: QueryPlan[] = [];
    for (const question of context) plans.push(parseQuestion({ question, context: [...plans], now, zone: tz, lexicon, role }).plan);
    const plan = completePlan(parseQuestion({ question: q, context: plans, now, zone: tz, lexicon, role }), q, semanticLayer);
    predictions.set(id, { id, plan: predictedPlan(plan), persona: plan.persona, frameworks: { chosen: plan.frameworks, shown: [] }, scope: plan.scope, grounded: null, brief: "" });
  }
  return predictions;
}
