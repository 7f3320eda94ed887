import "server-only";

export { demoStatus, requireNoDemo } from "./demo-status";
export { demoOperations } from "./operations";
