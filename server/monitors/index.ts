import "server-only";

export { listDownMonitors, type DownMonitor } from "./down-monitors-repository";
export { importUptime, type ImportUptimeOptions } from "./import-uptime";
export { monitorsOperations } from "./operations";
export { beat, type BeatOutcome } from "./beat";
export { headersPurpose } from "./secret-headers";
export { removeOldChecks } from "./remove-old-checks";
export { watchMonitors } from "./watch";
export { keepSelfFindings, startSelfWatch } from "./self-watch";
