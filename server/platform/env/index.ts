import "server-only";
import { parseEnv, type Env } from "./schema";
import { processState } from "../process-state";

export { ConfigurationError } from "./schema";

/** The validated environment, read once on first use (never at build time). */
export const env: () => Env = processState("environment", () => parseEnv(process.env)).current;
