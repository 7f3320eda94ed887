import "server-only";

export { importDeployments } from "./import-deployments";
export { deploymentsOperations, updatesOperations } from "./operations";
