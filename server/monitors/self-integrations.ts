import "server-only";
import { connect } from "node:net";
import type { SelfComponent } from "./self-component";

const integrationMs = 5_000;
/** A server that belongs to somebody else is not asked every second. */
const everyMs = 10_000;

/** Asks for a constant: what answers it can answer the questions of goals, too, whichever product it is. */
export async function askPrometheus(url: string, token?: string): Promise<string> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${url.replace(/\/+$/, "")}/api/v1/query?query=1`, { headers, redirect: "error", signal: AbortSignal.timeout(integrationMs) }).catch((error: unknown) => {
    throw new Error(error instanceof Error && error.name === "TimeoutError" ? `no answer within ${integrationMs / 1_000} s` : "cannot be reached");
  });
  const answer: unknown = await response.json().catch(() => null);
  if (typeof answer !== "object" || answer === null || !("status" in answer) || answer.status !== "success") throw new Error(`answers with status ${response.status} and no result`);
  return "answers";
}

const usualPorts: Readonly<Record<string, number>> = { "smtp:": 587, "smtps:": 465, "imap:": 143, "imaps:": 993 };

function connects(url: URL): Promise<void> {
  const socket = connect({ host: url.hostname, port: Number(url.port) || (usualPorts[url.protocol] ?? 0) });
  return new Promise<void>((done, fail) => {
    socket.once("connect", () => done());
    socket.once("error", fail);
    socket.setTimeout(integrationMs, () => fail(new Error(`no connection within ${integrationMs / 1_000} s`)));
  }).finally(() => socket.destroy());
}

/** An identity provider that does not describe itself lets nobody in. */
export async function askIssuer(issuer: string): Promise<string> {
  const response = await fetch(`${issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`, { redirect: "error", signal: AbortSignal.timeout(integrationMs) }).catch((error: unknown) => {
    throw new Error(error instanceof Error && error.name === "TimeoutError" ? `no answer within ${integrationMs / 1_000} s` : "cannot be reached");
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok || typeof answer !== "object" || answer === null || !("authorization_endpoint" in answer)) throw new Error(`answers with status ${response.status} and no description of itself`);
  return "answers";
}

export interface IntegrationSettings {
  SMTP_URL?: string | undefined;
  IMAP_URL?: string | undefined;
  PROMETHEUS_URL?: string | undefined;
  PROMETHEUS_TOKEN?: string | undefined;
  OIDC_ISSUER?: string | undefined;
}

/** Services of others that the portal leans on, as far as they are configured. */
export function integrations({ SMTP_URL: smtp, IMAP_URL: imap, PROMETHEUS_URL: prometheus, PROMETHEUS_TOKEN: token, OIDC_ISSUER: issuer }: IntegrationSettings): SelfComponent[] {
  const part = (slug: string, name: string, ask: () => Promise<string>): SelfComponent => ({ slug, name, everyMs, retries: 2, look: async () => ({ status: "up", latencyMs: null, reason: await ask() }) });
  const server = (slug: string, name: string, url: string | undefined): SelfComponent[] => (url === undefined || !URL.canParse(url) ? [] : [part(slug, name, () => connects(new URL(url)).then(() => "accepts connections"))]);
  return [
    ...(prometheus === undefined ? [] : [part("prometheus", "Prometheus", () => askPrometheus(prometheus, token))]),
    ...server("mail", "Mail server", smtp), ...server("mailbox", "Mailbox of the desk", imap),
    ...(issuer === undefined ? [] : [part("sign-in", "Single sign-on", () => askIssuer(issuer))]),
  ];
}
