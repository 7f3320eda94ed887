import "server-only";
import type { Answer } from "./answer";
import { AnswerCache } from "./answer-cache";

/** The answers that this process holds. */
export const answers = new AnswerCache<Answer>({ entries: 2_000, bytes: 48 * 1024 * 1024, ttlMs: 10 * 60_000 });
