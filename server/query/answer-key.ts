import "server-only";
import type { QueryPlan } from "#contract/query";
import type { SemanticLayer } from "#core/query";
import { authorisationFingerprint, type Actor } from "@/server/platform/auth/actor";
import { cacheKey } from "./answer-cache";
import { answerInstant } from "./core/answer-instant";
import { canonicalPlan } from "./core/canonical-plan";

export interface AnswerSource {
  plan: QueryPlan;
  layer: SemanticLayer;
  actor: Actor;
  /** ISO instant, and whether the reader named it. */
  now: string;
  isNowGiven: boolean;
  zone: string;
  engineVersion: string;
  /** Values of frameworks' assumptions that the reader set, by id. */
  assumptions: Readonly<Record<string, number>>;
}

const layerDigests = new WeakMap<SemanticLayer, string>();

/** Changes with every definition of the layer: an answer of other definitions is another answer. */
function layerVersion(layer: SemanticLayer): string {
  const known = layerDigests.get(layer) ?? cacheKey({ layer });
  layerDigests.set(layer, known);
  return known;
}

/**
 * Hash of everything that an answer depends on but the data, and the instant to compute it as of. Two requests with the same key may share an answer
 * while the data that it was computed from stands; no others may. Own records ("my tickets") belong to one person.
 */
export function answerKey({ plan, layer, actor, now, isNowGiven, zone, engineVersion, assumptions }: AnswerSource): { key: string; at: string } {
  const { at, key: instant } = answerInstant(plan, layer, { now, isGiven: isNowGiven });
  const changed = Object.entries(assumptions).sort(([a], [b]) => (a < b ? -1 : 1));
  const key = cacheKey({ plan: canonicalPlan(plan, layer), instant, zone, authorisation: authorisationFingerprint(actor), owner: plan.mine ? actor.userId : null, engineVersion, layer: layerVersion(layer), assumptions: changed, database: process.env.DATABASE_URL ?? "" });
  return { key, at };
}
