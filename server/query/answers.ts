import "server-only";
import type { Answer } from "./answer";
import { AnswerCache } from "./answer-cache";
import { processState } from "@/server/platform/process-state";

/** The answers that this process holds. */
export const answers = processState("answers", () => new AnswerCache<Answer>({ entries: 2_000, bytes: 48 * 1024 * 1024, ttlMs: 10 * 60_000 })).current;
