import "server-only";
import pino, { type Logger } from "pino";

let root: Logger | undefined;

/** Structured JSON on stderr; secrets and bodies are never logged, and known keys are redacted in case one slips in. */
export function log(): Logger {
  root ??= pino(
    {
      level: process.env.LOG_LEVEL ?? "info",
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ["password", "token", "secret", "authorization", "cookie", "*.password", "*.token", "*.secret", "*.authorization", "*.cookie"], censor: "[redacted]" },
    },
    pino.destination({ dest: 2, sync: true }),
  );
  return root;
}
