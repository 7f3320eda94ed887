import "server-only";

export { applyBudgetPolicies } from "./apply-budget-policies";
export { budgetSpentDuring } from "./budget-during";
export { listBudgetFreezes } from "./budget-policy";
export { listBurning, type BurningSlo } from "./burning-repository";
export { evaluateSlos } from "./evaluate-slos";
export { measureForecasts, type Coverage } from "./forecast-coverage";
export { listHolding, type OpenFreeze } from "./freezes-repository";
export { importSlosFile } from "./import-slos";
export { rebuildAllDays } from "./jobs/rebuild-all-days";
export { sloOperations } from "./operations";
export { ensurePromises } from "./promises";
export { queryPrometheus } from "./query-prometheus";
export { refreshDemoSlos } from "./refresh-slo";
export { listBudgetsSpent, type ServiceBudget } from "./service-budgets";
export { worstCourse, type ServiceCourse } from "./service-course";
export { samplePromises } from "./sample-promises";
export { dropWindowExclusions, excludeWindow, listServiceBudgets, listWindowExclusions, shortenWindowExclusions, type WindowExclusion } from "./window-exclusions-repository";
