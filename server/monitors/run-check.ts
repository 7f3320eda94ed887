import "server-only";
import { query, type JSONValue } from "json-p3";
import { judgeHttp, slowness, unanswered } from "#core/monitors";
import { askOutbound, reachOutbound, type Resolve } from "@/server/platform/outbound";
import type { CheckSeen, HttpCheck, MonitorCheck, TcpCheck } from "./contract";

const maxBodyBytes = 262_144;
const shownBody = 500;

export interface CheckRun {
  check: MonitorCheck;
  secretHeaders: Readonly<Record<string, string>> | null;
  timeoutMs: number;
  degradedMs: number | null;
  /** Private networks that an administrator allowed. */
  allowed: string;
  nowMs: number;
  signal?: AbortSignal;
  resolve?: Resolve;
}

export interface CheckRunResult {
  seen: CheckSeen;
  hops: string[];
  bodyStart: string | null;
}

/** Values at the path; null when the text is no JSON. */
function findIn(body: string, path: string): unknown[] | null {
  try {
    return query(path, JSON.parse(body) as JSONValue).values();
  } catch {
    return null;
  }
}

async function runHttp(check: HttpCheck, run: CheckRun): Promise<CheckRunResult> {
  if (run.secretHeaders === null) return { seen: unanswered("the secret headers were sealed with another key: set them again"), hops: [], bodyStart: null };
  const headers = { ...Object.fromEntries(check.headers.map(({ name, value }) => [name, value])), ...run.secretHeaders };
  const needsBody = check.bodyMatch !== null || check.jsonPath !== null;
  const { resolve, signal, allowed, timeoutMs } = run;
  const answer = await askOutbound({
    url: check.url, method: check.method, headers, timeoutMs, allowed, maxRedirects: check.maxRedirects, maxBytes: needsBody ? maxBodyBytes : 0,
    ...(check.body === "" ? {} : { body: check.body }), ...(resolve ? { resolve } : {}), ...(signal ? { signal } : {}),
  });
  const found = check.jsonPath === null ? null : findIn(answer.body, check.jsonPath.path);
  const seen = judgeHttp(check, { ...answer, found, certificateEndsMs: answer.certificateEndsAt?.getTime() ?? null }, run);
  return { seen, hops: answer.hops, bodyStart: needsBody ? answer.body.slice(0, shownBody) : null };
}

async function runTcp({ host, port }: TcpCheck, { timeoutMs, allowed, degradedMs, resolve }: CheckRun): Promise<CheckRunResult> {
  const latencyMs = await reachOutbound({ host, port, timeoutMs, allowed, ...(resolve ? { resolve } : {}) });
  const slow = slowness(latencyMs, degradedMs);
  return { seen: { status: slow === null ? "up" : "degraded", httpStatus: null, latencyMs, reason: slow ?? "connected", certificateEndsAt: null }, hops: [`${host}:${port}`], bodyStart: null };
}

const words: Readonly<Record<string, string>> = { ECONNREFUSED: "connection refused", ECONNRESET: "connection reset", ENOTFOUND: "the name does not resolve", EAI_AGAIN: "the name does not resolve", CERT_HAS_EXPIRED: "the certificate has expired", EHOSTUNREACH: "no route to it", ENETUNREACH: "no route to it" };

function wordOf(error: unknown): string {
  const code = (error as { code?: string } | null)?.code ?? "";
  return words[code] ?? (error instanceof Error ? error.message.slice(0, 200) : "failed");
}

/** Checks once and says what was seen. Never throws: no answer is a finding, too. A heartbeat is not asked for, it comes. */
export async function runCheck(run: CheckRun): Promise<CheckRunResult> {
  const { check } = run;
  try {
    if (check.kind === "heartbeat") return { seen: unanswered("a heartbeat is waited for, not asked for"), hops: [], bodyStart: null };
    return check.kind === "http" ? await runHttp(check, run) : await runTcp(check, run);
  } catch (error) {
    return { seen: unanswered(wordOf(error)), hops: [], bodyStart: null };
  }
}
