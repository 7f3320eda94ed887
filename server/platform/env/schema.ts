import { z } from "zod";

const optionalUrl = z.preprocess((v) => (v === "" ? undefined : v), z.url().optional());
const optionalText = z.preprocess((v) => (v === "" ? undefined : v), z.string().min(1).optional());

/** Every variable the portal reads, with its self-host default. */
export const envSchema = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must begin with postgresql://"),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  QUARTERDECK_URL: z.url().default("http://localhost:3000"),
  QUARTERDECK_DATA_DIR: z.string().min(1).default(".data"),
  /** Folder with the sources and node_modules, for work that runs in a process of its own; the launcher sets it. */
  QUARTERDECK_HOME: optionalText,
  QUARTERDECK_SECRET_KEY: z.string().min(32, "must be at least 32 characters"),
  QUARTERDECK_PREVIOUS_SECRET_KEY: optionalText,
  QUARTERDECK_INSTANCE_ID: z.string().regex(/^[a-z0-9]{4,32}$/, "must be 4-32 lower-case letters or digits").default("local"),
  QUARTERDECK_ADMIN_EMAIL: z.preprocess((v) => (v === "" ? undefined : v), z.email().optional()),
  QUARTERDECK_ADMIN_PASSWORD: z.preprocess((v) => (v === "" ? undefined : v), z.string().min(12, "must be at least 12 characters").optional()),
  NEXTAUTH_SECRET: z.string().min(32, "must be at least 32 characters"),
  TRUSTED_PROXIES: z.string().default(""),
  /** Networks that are not of the public internet and that webhooks and the like may lead to all the same. */
  QUARTERDECK_PRIVATE_TARGETS: z.string().default(""),
  /** Asked for every minute while the portal runs: whoever watches it tells when the portal itself is gone. */
  QUARTERDECK_HEARTBEAT_URL: optionalUrl,
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  DB_POOL_MAX: z.coerce.number().int().min(2).max(100).default(10),
  DB_STATEMENT_TIMEOUT_MS: z.coerce.number().int().min(100).default(15_000),
  /** How many times longer than usual light and normal reads may take, for a slow machine. */
  DEADLINE_FACTOR: z.coerce.number().min(1).max(6).default(1),
  DB_SLOW_QUERY_MS: z.coerce.number().int().min(1).default(500),
  METRICS_TOKEN: optionalText,
  /** A Prometheus that SLIs are read from (also Thanos, Mimir and the like), with a token where it asks for one. */
  PROMETHEUS_URL: optionalUrl,
  PROMETHEUS_TOKEN: optionalText,
  SMTP_URL: z.preprocess((v) => (v === "" ? undefined : v), z.string().regex(/^smtps?:\/\/[^/]+/, "must begin with smtp:// or smtps://").optional()),
  MAIL_FROM: z.string().default("Quarterdeck <quarterdeck@localhost>"),
  /** The folder that mail to the desk is read from: imaps://user:password@host/INBOX. */
  IMAP_URL: z.preprocess((v) => (v === "" ? undefined : v), z.string().regex(/^imaps?:\/\/[^/]+/, "must begin with imap:// or imaps://").optional()),
  /** Where answers go. Its mail server delivers address+anything to the same folder. */
  MAIL_REPLY_TO: z.preprocess((v) => (v === "" ? undefined : v), z.email().optional()),
  /** Key of whoever hands mail over by POST /api/inbound-mail. */
  MAIL_WEBHOOK_KEY: z.preprocess((v) => (v === "" ? undefined : v), z.string().min(32, "must be at least 32 characters").optional()),
  UPSTASH_REDIS_REST_URL: optionalUrl,
  UPSTASH_REDIS_REST_TOKEN: optionalText,
  OIDC_ISSUER: optionalUrl,
  OIDC_CLIENT_ID: optionalText,
  OIDC_CLIENT_SECRET: optionalText,
  OIDC_NAME: z.string().default("Single sign-on"),
  API_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).default(600),
  BACKUP_KEEP: z.coerce.number().int().min(1).max(365).default(7),
});

export type Env = z.output<typeof envSchema>;

/** What whoever set the variables has to change: told in one line, without a stack. */
export class ConfigurationError extends Error {}

/** Parses variables; the error names each variable at fault and what it must be. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = envSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new ConfigurationError(`Bad configuration. ${faults.join("; ")}`);
}
