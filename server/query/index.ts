import "server-only";

export { admitQuestion } from "./admission";
export { askQuestion } from "./engine";
export { throughDoor } from "./door";
export { predictedPlan } from "./core/predicted-plan";
export { readHome } from "./home";
export { sweepThreadsJob } from "./jobs/sweep-threads";
export { canSeeMetric, measureMetric } from "./measure-metric";
export { queryOperations } from "./operations";
export { keepAnswersWarm } from "./warm-on-change";
