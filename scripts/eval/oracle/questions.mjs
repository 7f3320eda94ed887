import { alertQuestions } from "./alert-questions.mjs";
import { catalogueQuestions } from "./catalogue-questions.mjs";
import { changeQuestions } from "./change-questions.mjs";
import { incidentQuestions } from "./incident-questions.mjs";
import { knowledgeQuestions } from "./knowledge-questions.mjs";
import { monitorQuestions } from "./monitor-questions.mjs";
import { objectiveQuestions } from "./objective-questions.mjs";
import { serviceLevelQuestions } from "./service-level-questions.mjs";
import { volumeQuestions } from "./volume-questions.mjs";

/** Questions in the words of a reader, each with a count of its own. `sql` answers with rows of `label` and `value`. */
export const allQuestions = [
  ...volumeQuestions, ...serviceLevelQuestions, ...monitorQuestions, ...catalogueQuestions,
  ...incidentQuestions, ...alertQuestions, ...changeQuestions, ...objectiveQuestions, ...knowledgeQuestions,
];
