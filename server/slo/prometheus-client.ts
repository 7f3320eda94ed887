import "server-only";
import { z } from "zod";
import type { QueryPoint } from "#core/slo";
import { env } from "../platform/env";

export interface RangeQuery {
  query: string;
  /** First and last instant, both asked for. */
  fromMs: number;
  toMs: number;
  stepMs: number;
}

/** Points of one series; or what is wrong with the query; or why there is no answer. */
export type RangeAnswer = { kind: "points"; points: QueryPoint[] } | { kind: "wrong" | "silent"; message: string };

const timeoutMs = 10_000;

const answerSchema = z.object({
  status: z.string(),
  error: z.string().optional(),
  data: z.object({ resultType: z.string(), result: z.array(z.object({ values: z.array(z.tuple([z.number(), z.string()])).optional() })) }).optional(),
});

/** Prometheus writes NaN and infinities as words: none of them is a count. */
function pointOf([at, text]: readonly [number, string]): QueryPoint {
  const value = Number(text);
  return { atMs: Math.round(at * 1000), value: Number.isFinite(value) ? value : null };
}

async function ask(url: string, request: RangeQuery, signal: AbortSignal): Promise<Response> {
  const { PROMETHEUS_TOKEN } = env();
  const body = new URLSearchParams({ query: request.query, start: String(request.fromMs / 1000), end: String(request.toMs / 1000), step: String(request.stepMs / 1000) });
  const headers = { "content-type": "application/x-www-form-urlencoded", ...(PROMETHEUS_TOKEN === undefined ? {} : { authorization: `Bearer ${PROMETHEUS_TOKEN}` }) };
  return fetch(`${url.replace(/\/+$/, "")}/api/v1/query_range`, { method: "POST", headers, body, redirect: "error", signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) });
}

async function read(response: Response): Promise<RangeAnswer> {
  const parsed = answerSchema.safeParse(await response.json().catch(() => null));
  if (!parsed.success) return { kind: "silent", message: `Prometheus answered with status ${response.status} and nothing that can be read.` };
  const { status, error, data } = parsed.data;
  if (status !== "success" || !data) return { kind: response.status === 400 ? "wrong" : "silent", message: `Prometheus refuses the query: ${(error ?? `status ${response.status}`).slice(0, 300)}` };
  if (data.result.length > 1) return { kind: "wrong", message: `The query gives ${data.result.length} series. Sum them up: sum(...).` };
  return { kind: "points", points: (data.result[0]?.values ?? []).map(pointOf) };
}

/** Asks the configured Prometheus for a range. Its address comes from whoever runs the portal and is trusted; a redirect is not followed. */
export async function queryRange(request: RangeQuery, signal: AbortSignal): Promise<RangeAnswer> {
  const { PROMETHEUS_URL } = env();
  if (PROMETHEUS_URL === undefined) return { kind: "wrong", message: "No Prometheus is configured: set PROMETHEUS_URL." };
  try {
    return await read(await ask(PROMETHEUS_URL, request, signal));
  } catch (error) {
    signal.throwIfAborted();
    const isLate = error instanceof Error && error.name === "TimeoutError";
    return { kind: "silent", message: isLate ? `Prometheus did not answer within ${timeoutMs / 1000} s.` : "Prometheus cannot be reached." };
  }
}
