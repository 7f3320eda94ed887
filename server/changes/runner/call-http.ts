import "server-only";
import { isCallAllowed, isReading, type AllowRule } from "#core/changes";
import { askOutbound, type AskAnswer } from "../../platform/outbound";
import { changeLimits, type StepDefinition } from "../contract";
import type { Attempt } from "./said";

type HttpStep = Extract<StepDefinition, { kind: "http" }>;
export type HttpCall = Omit<HttpStep, "rollback" | "retries">;

/** Secrets by name, as the runner's own environment has them. */
export type Secrets = Readonly<Record<string, string>>;

const secretShape = /\{\{\s*secret\.([A-Z][A-Z0-9_]{0,39})\s*\}\}/g;

interface Filled {
  headers: Record<string, string>;
  body: string;
  used: string[];
  missing: string[];
}

function withSecrets({ headers, body }: HttpCall, secrets: Secrets): Filled {
  const [used, missing]: [string[], string[]] = [[], []];
  const fill = (text: string): string => text.replace(secretShape, (whole, name: string) => {
    const value = secrets[name];
    (value === undefined ? missing : used).push(value ?? name);
    return value ?? whole;
  });
  return { headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value)])), body: fill(body), used, missing };
}

// Refused, not found, not trusted: the request was never sent, so nothing can have happened.
const neverSent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ERR_TLS_CERT_ALTNAME_INVALID|CERT_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_\w+|ERR_SSL_\w+|ERR_INVALID_\w+)$/;

const everywhere = "0.0.0.0/0, ::/0";

function judge(answer: AskAnswer, step: HttpCall, secrets: readonly string[]): Attempt {
  const isGood = step.expectStatus === null ? answer.status >= 200 && answer.status < 300 : answer.status === step.expectStatus;
  const body = secrets.reduce((text, secret) => (secret === "" ? text : text.replaceAll(secret, "[secret]")), answer.body).slice(0, changeLimits.excerpt);
  const evidence = { status: answer.status, milliseconds: answer.latencyMs, ...(body === "" ? {} : { answer: body }) };
  return isGood ? { outcome: "done", evidence } : { outcome: "failed", evidence, error: `Answered ${answer.status}, expected ${step.expectStatus ?? "2xx"}.` };
}

/** Makes one call, if the runner's own list allows it. Where the request may have arrived and no answer came, the outcome of anything but reading is unknown. */
export async function callHttp(step: HttpCall, { rules, secrets, signal }: { rules: readonly AllowRule[]; secrets: Secrets; signal: AbortSignal }): Promise<Attempt> {
  const { method, url, timeoutMs } = step;
  if (!isCallAllowed(rules, { method, url })) return { outcome: "failed", error: `The runner's allow-list does not have ${method} ${URL.canParse(url) ? new URL(url).origin + new URL(url).pathname : url}. Whoever runs it can add a line, or do the step by hand.` };
  const { headers, body, used, missing } = withSecrets(step, secrets);
  if (missing.length > 0) return { outcome: "failed", error: `The runner has no secret ${missing.join(", ")}: set QUARTERDECK_RUNNER_SECRET_${missing[0] ?? ""} where it runs.` };
  const length: Record<string, string> = body === "" ? {} : { "content-length": String(new TextEncoder().encode(body).length) };
  try {
    // The list names the very hosts, private ones too; a redirect would lead past it and is an answer like any other.
    return judge(await askOutbound({ url, method, headers: { "user-agent": "Quarterdeck-Runner", ...headers, ...length }, body, timeoutMs, maxRedirects: 0, maxBytes: 65_536, allowed: everywhere, signal }), step, used);
  } catch (cause) {
    const code = String((cause as { code?: unknown }).code ?? "");
    const error = cause instanceof Error ? cause.message : "The call failed.";
    return { outcome: neverSent.test(code) || isReading(method) ? "failed" : "unknown", error };
  }
}
