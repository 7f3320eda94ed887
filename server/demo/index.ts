import "server-only";

export type { DemoAccount, DemoStatus, SeedOptions, SeedReport } from "./contract";
export { demoStatus, requireNoDemo } from "./demo-status";
export { demoOperations } from "./operations";
export { removeDemo, type RemoveReport } from "./remove-demo";
export { seedDemo } from "./seed-demo";
