import "server-only";
import type { Answer } from "./answer";
import { AnswerCache } from "./answer-cache";

const holder = globalThis as typeof globalThis & { __quarterdeckAnswers?: AnswerCache<Answer> };

/** The answers that this process holds: one cache, however often the bundler has copied this module. */
export const answers = (): AnswerCache<Answer> => (holder.__quarterdeckAnswers ??= new AnswerCache<Answer>({ entries: 2_000, bytes: 48 * 1024 * 1024, ttlMs: 10 * 60_000 }));
