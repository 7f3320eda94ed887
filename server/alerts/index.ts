import "server-only";

export { alertsOperations } from "./operations";
export { receiveSignals, reconcileSource } from "./receive-signals";
