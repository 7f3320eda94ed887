import "server-only";
import { parseEnv, type Env } from "./schema";

export { ConfigurationError } from "./schema";

let cached: Env | undefined;

/** The validated environment, read once on first use (never at build time). */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}
