import "server-only";
import { scopeOf } from "#core/accounts";
import type { SemanticLayer } from "#core/query";
import type { Actor } from "@/server/platform/auth/actor";
import { permissionsOf, roleNames } from "@/server/platform/auth/permissions";
import type { Versions } from "@/server/platform/versions";
import { readFrequentQuestions, type FrequentQuestion } from "./cache-repository";
import { minuteAfter } from "./core/period";
import { parseQuestion } from "./core/parse/parse-question";
import { completePlan } from "./core/complete-plan";
import { currentVersions } from "./coverage";
import { suggestionsFor } from "./follow-ups";
import { loadLexicon } from "./lexicon";
import { warmAnswer } from "./obtain-answer";
import { roleOf } from "./reader";

/** Questions for each set of rights. */
const perRights = 8;
const runMs = 15_000;

interface WarmOptions {
  now: Date;
  signal: AbortSignal;
}

/** Somebody of these rights, to compute for: nobody in particular. */
function actorOf({ roles: granted, customerId, zone }: Pick<FrequentQuestion, "roles" | "customerId" | "zone">): Actor {
  const roles = roleNames.filter((role) => granted.includes(role));
  return { kind: "system", userId: null, name: "answers computed ahead", email: null, roles, permissions: permissionsOf(roles), scope: scopeOf(roles, customerId, null), sessionId: null, zone };
}

interface Warming {
  layer: SemanticLayer;
  versions: Versions;
  now: string;
  signal: AbortSignal;
}

/** False when the question is none, or its answer is held already. */
async function warmOne(question: string, { actor, zone }: { actor: Actor; zone: string }, { layer, versions, now, signal }: Warming): Promise<boolean> {
  const lexicon = await loadLexicon(layer, versions, actor);
  const plan = completePlan(parseQuestion({ question, context: [], now, zone, lexicon, role: roleOf(actor) }), question, layer);
  return plan.scope === "in" && warmAnswer({ plan, layer, actor, now, isNowGiven: false, zone, versions, assumptions: {} }, signal);
}

async function warming(layer: SemanticLayer, options: WarmOptions): Promise<Warming> {
  const versions = await currentVersions();
  return { layer, versions, now: minuteAfter(options.now.toISOString()), signal: AbortSignal.any([options.signal, AbortSignal.timeout(runMs)]) };
}

/**
 * Asks, right after a start, what an executive is offered to ask: the first person then meets an engine that has read its vocabulary, prepared its
 * indexes and opened its connections. Returns how many answers were computed.
 */
export async function warmEngine(layer: SemanticLayer, options: WarmOptions): Promise<number> {
  const held = await warming(layer, options);
  const actor = actorOf({ roles: ["executive"], customerId: null, zone: "UTC" });
  const questions = await suggestionsFor({ ...held, lexicon: await loadLexicon(layer, held.versions, actor), actor, zone: actor.zone }, perRights);
  let warmed = 0;
  for (const question of questions) {
    if (held.signal.aborted) break;
    if (await warmOne(question, { actor, zone: actor.zone }, held)) warmed += 1;
  }
  return warmed;
}

/**
 * Computes the answers that people of each role asked for most in the last days, as of now and the data as it is, one after the other.
 * Returns how many were computed. What has not been reached when the time is over stays cold.
 */
export async function warmAnswers(layer: SemanticLayer, options: WarmOptions): Promise<number> {
  const [held, frequent] = await Promise.all([warming(layer, options), readFrequentQuestions(options.now, perRights)]);
  let warmed = 0;
  for (const question of frequent) {
    if (held.signal.aborted) break;
    if (await warmOne(question.question, { actor: actorOf(question), zone: question.zone }, held)) warmed += 1;
  }
  return warmed;
}
