import "server-only";

export { checkReadiness, type ComponentHealth } from "./check-readiness";
