export { leftOutBy } from "./branches";
export { stretchMs } from "./fences";
export { proofOf, type RunOutcome, type SinceChange } from "./proof";
export { readSteps, type ReadSteps } from "./read-steps";
export { fillRunbookStep, runValues, variablesOf, type DeclaredVariable } from "./variables";
