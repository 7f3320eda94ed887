import "server-only";
import { z } from "zod";
import type { SemanticLayer } from "#core/query";
import { defineOperation, type Ctx } from "../platform/registry";
import { readCacheStatistics } from "./cache-statistics";
import { collectBrief } from "./collect-brief";
import { askInput, briefSchema, byId, cacheStatisticsOutput, deletedOutput, feedbackSchema, rateInput, suggestionsInput, suggestionsOutput, threadListInput, threadListOutput, threadOutput, vocabularyOutput } from "./contract";
import { rateAnswer } from "./feedback";
import { currentVersions } from "./coverage";
import { loadLexicon, suggestionsFor } from "./engine";
import type { Asking } from "./follow-ups";
import { deleteOwnThread, getOwnThread, getRun, listOwnThreads } from "./threads";
import { toolOperations } from "./tool-operations";
import { readVocabulary } from "./vocabulary";

async function asking(layer: SemanticLayer, { actor, clock }: Ctx): Promise<Asking> {
  const versions = await currentVersions();
  return { layer, lexicon: await loadLexicon(layer, versions, actor), versions, actor, now: clock.now().toISOString(), zone: actor.zone };
}

/** The engine's part of the registry, over the semantic layer that the capabilities put together. */
export const queryOperations = (layer: SemanticLayer) => {
  const permission = "query.ask";
  return {
    ask: defineOperation({ summary: "Ask a question in plain words; the answer is computed from the records", permission, effect: "read", cost: "heavy", rest: "POST /ask", input: askInput, output: briefSchema, run: (input, ctx) => collectBrief(input, ctx, layer) }),
    ...toolOperations(layer),
    suggestions: defineOperation({ summary: "Questions that the data supports and the reader may ask", permission, effect: "read", rest: "GET /ask/suggestions", input: suggestionsInput, output: suggestionsOutput, run: async ({ limit }, ctx) => ({ items: await suggestionsFor(await asking(layer, ctx), limit) }) }),
    cacheStatistics: defineOperation({ summary: "How the answer cache is doing: in the process that answers, and over all of them", permission: "platform.read", effect: "read", rest: "GET /ask/cache", input: z.object({}), output: cacheStatisticsOutput, run: readCacheStatistics }),
    vocabulary: defineOperation({ summary: "Names of figures, things, splits and periods that a question may use", permission, effect: "read", rest: "GET /ask/vocabulary", input: z.object({}), output: vocabularyOutput, run: (_, ctx) => readVocabulary(layer, ctx) }),
    listThreads: defineOperation({ summary: "List own conversations", permission, effect: "read", rest: "GET /ask/threads", input: threadListInput, output: threadListOutput, run: listOwnThreads }),
    getThread: defineOperation({ summary: "One own conversation with its questions", permission, effect: "read", rest: "GET /ask/threads/{id}", input: byId, output: threadOutput, run: getOwnThread }),
    deleteThread: defineOperation({ summary: "Forget an own conversation", permission, effect: "write", rest: "DELETE /ask/threads/{id}", input: byId, output: deletedOutput, run: deleteOwnThread }),
    getRun: defineOperation({ summary: "An answer as it was given", permission, effect: "read", rest: "GET /ask/runs/{id}", input: byId, output: briefSchema, run: getRun }),
    rate: defineOperation({ summary: "Say whether an own answer was useful", permission, effect: "write", rest: "POST /ask/runs/{runId}/feedback", input: rateInput, output: feedbackSchema, run: rateAnswer }),
  };
};
