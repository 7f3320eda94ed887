import "server-only";

export { listBurning, type BurningSlo } from "./burning-repository";
export { evaluateSlos } from "./evaluate-slos";
export { rebuildAllDays } from "./jobs/rebuild-all-days";
export { sloOperations } from "./operations";
export { refreshDemoSlos } from "./refresh-slo";
export { dropWindowExclusions, excludeWindow, listServiceBudgets, listWindowExclusions, shortenWindowExclusions, type WindowExclusion } from "./window-exclusions-repository";
