import "server-only";
import { scopeOf } from "#core/accounts";
import type { SemanticLayer } from "#core/query";
import type { Actor } from "@/server/platform/auth/actor";
import { permissionsOf, roleNames } from "@/server/platform/auth/permissions";
import { readFrequentQuestions, type FrequentQuestion } from "./cache-repository";
import { minuteAfter } from "./core/period";
import { parseQuestion } from "./core/parse/parse-question";
import { completePlan } from "./core/complete-plan";
import { currentVersions } from "./coverage";
import { loadLexicon } from "./lexicon";
import { warmAnswer } from "./obtain-answer";
import { roleOf } from "./reader";

/** Questions for each set of rights. */
const perRights = 8;
const runMs = 15_000;

/** Somebody of these rights, to compute for: nobody in particular. */
function actorOf({ roles: granted, customerId, zone }: FrequentQuestion): Actor {
  const roles = roleNames.filter((role) => granted.includes(role));
  return { kind: "system", userId: null, name: "answers computed ahead", email: null, roles, permissions: permissionsOf(roles), scope: scopeOf(roles, customerId), sessionId: null, zone };
}

/**
 * Computes the answers that people of each role asked for most in the last days, as of now and the data as it is, one after the other.
 * Returns how many were computed. What has not been reached when the time is over stays cold.
 */
export async function warmAnswers(layer: SemanticLayer, options: { now: Date; signal: AbortSignal }): Promise<number> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(runMs)]);
  const versions = await currentVersions();
  const [lexicon, frequent] = await Promise.all([loadLexicon(layer, versions), readFrequentQuestions(options.now, perRights)]);
  const now = minuteAfter(options.now.toISOString());
  let warmed = 0;
  for (const question of frequent) {
    if (signal.aborted) break;
    const actor = actorOf(question);
    const read = parseQuestion({ question: question.question, context: [], now, zone: question.zone, lexicon, role: roleOf(actor) });
    const plan = completePlan(read, question.question, layer);
    if (plan.scope === "in" && (await warmAnswer({ plan, layer, actor, now, isNowGiven: false, zone: question.zone, versions, assumptions: {} }, signal))) warmed += 1;
  }
  return warmed;
}
