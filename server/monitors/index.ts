import "server-only";

export { listDownMonitors, type DownMonitor } from "./down-monitors-repository";
export { importUptime, type ImportUptimeOptions } from "./import-uptime";
export { monitorsOperations } from "./operations";
