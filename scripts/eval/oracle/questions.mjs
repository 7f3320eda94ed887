import { monitorQuestions } from "./monitor-questions.mjs";
import { ticketQuestions } from "./ticket-questions.mjs";

/** Questions in the words of a reader, each with a count of its own. `sql` answers with rows of `label` and `value`. */
export const allQuestions = [...ticketQuestions, ...monitorQuestions];
