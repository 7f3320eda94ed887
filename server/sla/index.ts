import "server-only";

export { recomputeClocks } from "./recompute-clocks";
export { actOnClocks } from "./act-on-clocks";
export { escalateTickets } from "./escalate-tickets";
export { checkClocksJob } from "./jobs/nightly-check";
export { slaOperations } from "./operations";
export { rebuildAfterChange, refreshDemoClocks } from "./rebuild-clocks";
export { complianceCsv } from "./report-compliance";
