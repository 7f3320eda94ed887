import "server-only";
import { askQuestion as askHere } from "./ask";
import { suggestionsFor as suggestHere } from "./follow-ups";
import { loadLexicon as loadHere } from "./lexicon";
import { warmAnswers as warmHere, warmEngine as warmUpHere } from "./warm-answers";
import { processState } from "@/server/platform/process-state";

/** What holds state that is dear to make: weights, lexicon, indexes of words, and the machine code of all of it. */
const own = { askQuestion: askHere, suggestionsFor: suggestHere, loadLexicon: loadHere, warmAnswers: warmHere, warmEngine: warmUpHere };
const first = processState("engine", () => own);

/**
 * The engine of this process. The bundler copies the module into every route; the copy that was loaded first answers for all of them, so that
 * state is held once and what one question has warmed is warm for each. While developing, each copy answers itself: code changes under it.
 */
const engine = (): typeof own => (process.env.NODE_ENV === "production" ? first.current() : own);

export const askQuestion: typeof own.askQuestion = (...order) => engine().askQuestion(...order);
export const suggestionsFor: typeof own.suggestionsFor = (...order) => engine().suggestionsFor(...order);
export const loadLexicon: typeof own.loadLexicon = (...order) => engine().loadLexicon(...order);
export const warmAnswers: typeof own.warmAnswers = (...order) => engine().warmAnswers(...order);
export const warmEngine: typeof own.warmEngine = (...order) => engine().warmEngine(...order);
