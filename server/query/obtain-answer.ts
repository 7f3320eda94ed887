import "server-only";
import type { QueryPlan } from "#contract/query";
import type { SemanticLayer } from "#core/query";
import type { Actor } from "@/server/platform/auth/actor";
import type { Versions } from "@/server/platform/versions";
import { answerPlan, type Answer } from "./answer";
import { answerKey } from "./answer-key";
import { answers } from "./answers";
import type { Computed } from "./answer-cache";
import { Reads } from "./coverage";
import { modelVersion } from "./core/learn/read-meaning";
import { readerOf } from "./reader";

/** Of the engine, and of the weights by which it reads: an answer names both. */
export const engineVersion = (): string => `1.1+${modelVersion()}`;

const deadlineMs = 8_000;
const statementMs = 3_000;

export interface AnswerOrder {
  plan: QueryPlan;
  layer: SemanticLayer;
  actor: Actor;
  /** ISO instant, and whether the reader named it. */
  now: string;
  isNowGiven: boolean;
  zone: string;
  /** Of the data, read before it. */
  versions: Versions;
  assumptions: Readonly<Record<string, number>>;
}

interface Prepared {
  key: string;
  compute: (signal: AbortSignal) => Promise<Computed<Answer>>;
  signal: AbortSignal;
}

/** A part that is late or failed makes an answer that is given once and not kept. */
function prepare(order: AnswerOrder, asker: AbortSignal): Prepared {
  const { plan, layer, actor, zone, versions } = order;
  const { key, at } = answerKey({ ...order, engineVersion: engineVersion() });
  const compute = async (signal: AbortSignal): Promise<Computed<Answer>> => {
    const reads = new Reads();
    const value = await answerPlan({ plan, layer, reader: readerOf(actor), now: at, zone, versions, reads, assumptions: order.assumptions, signal, timeoutMs: statementMs });
    return { value, isKept: value.tools.every(({ status }) => status === "ok" || status === "empty"), domains: reads.domains };
  };
  return { key, compute, signal: AbortSignal.any([asker, AbortSignal.timeout(deadlineMs)]) };
}

/** The answer to a plan: from a cache, together with others who ask for it now, or computed. */
export async function obtainAnswer(order: AnswerOrder, asker: AbortSignal): Promise<{ answer: Answer; cached: "hit" | "miss"; key: string }> {
  const { key, compute, signal } = prepare(order, asker);
  const { value, status } = await answers().get({ key, versions: order.versions }, signal, compute);
  return { answer: value, cached: status, key };
}

/** Computes the answer to a plan before anybody asks; false when it is held already. */
export function warmAnswer(order: AnswerOrder, asker: AbortSignal): Promise<boolean> {
  const { key, compute, signal } = prepare(order, asker);
  return answers().warm({ key, versions: order.versions }, signal, compute);
}
