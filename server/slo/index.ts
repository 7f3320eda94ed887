import "server-only";

export { listBurning, type BurningSlo } from "./burning-repository";
export { evaluateSlos } from "./evaluate-slos";
export { importSlosFile } from "./import-slos";
export { rebuildAllDays } from "./jobs/rebuild-all-days";
export { sloOperations } from "./operations";
export { queryPrometheus } from "./query-prometheus";
export { refreshDemoSlos } from "./refresh-slo";
