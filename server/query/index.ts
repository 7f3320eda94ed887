import "server-only";

export { askQuestion } from "./ask";
export { predictedPlan } from "./core/predicted-plan";
export { queryOperations } from "./operations";
