import "server-only";

export { applyBudgetPolicies } from "./apply-budget-policies";
export { listBudgetFreezes } from "./budget-policy";
export { listBurning, type BurningSlo } from "./burning-repository";
export { evaluateSlos } from "./evaluate-slos";
export { measureForecasts, type Coverage } from "./forecast-coverage";
export { listHolding, type OpenFreeze } from "./freezes-repository";
export { rebuildAllDays } from "./jobs/rebuild-all-days";
export { sloOperations } from "./operations";
<<<<<<< HEAD
export { ensurePromises } from "./promises";
=======
export { queryPrometheus } from "./query-prometheus";
>>>>>>> 0fa4ea0 (feat(slo): SLIs read from Prometheus, minute by minute)
export { refreshDemoSlos } from "./refresh-slo";
export { samplePromises } from "./sample-promises";
