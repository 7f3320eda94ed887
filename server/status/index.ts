import "server-only";

export { statusOperations } from "./operations";
export { refreshStatusDays } from "./refresh-days";
export { serveStatus, type StatusForm } from "./serve-status";
