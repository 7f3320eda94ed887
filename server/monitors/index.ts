import "server-only";

export { importUptime, type ImportUptimeOptions } from "./import-uptime";
export { monitorsOperations } from "./operations";
