import type { CheckSeen, HttpCheck } from "../contract";
import { dayMs } from "./days";

export interface HttpAnswer {
  status: number;
  latencyMs: number;
  body: string;
  /** Epoch milliseconds; null without TLS. */
  certificateEndsMs: number | null;
  /** What the JSON path found, in order; null when the body is no JSON. */
  found: readonly unknown[] | null;
}

/** Whether a status is one of those expected: "204" or "200-299". */
export const isExpectedStatus = (status: number, expected: readonly string[]): boolean =>
  expected.some((span) => {
    const [from = "", to = from] = span.split("-");
    return status >= Number(from) && status <= Number(to);
  });

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

function compares(value: unknown, { comparison, value: wanted }: NonNullable<HttpCheck["jsonPath"]>): boolean {
  if (comparison === "exists") return true;
  if (comparison === "equals") return textOf(value) === wanted;
  if (comparison === "differs") return textOf(value) !== wanted;
  const number = typeof value === "number" ? value : Number.NaN;
  const limit = wanted.trim() === "" ? Number.NaN : Number(wanted);
  return comparison === "above" ? number > limit : number < limit;
}

/** Null: it holds. Otherwise what is wrong. A value that is not there satisfies nothing, "differs" included. */
export function faultOfJson(found: readonly unknown[] | null, jsonPath: NonNullable<HttpCheck["jsonPath"]>): string | null {
  if (found === null) return "the body is not JSON";
  if (found.length === 0) return `${jsonPath.path} is not in the body`;
  return compares(found[0], jsonPath) ? null : `${jsonPath.path} is ${textOf(found[0]).slice(0, 80)}`;
}

export function faultOfBody(body: string, match: NonNullable<HttpCheck["bodyMatch"]>): string | null {
  const holds = body.includes(match.text);
  if (holds === (match.kind === "contains")) return null;
  return holds ? `the body holds "${match.text.slice(0, 60)}"` : `the body lacks "${match.text.slice(0, 60)}"`;
}

function faultOf(check: HttpCheck, answer: HttpAnswer): string | null {
  if (!isExpectedStatus(answer.status, check.expectedStatus)) return `HTTP ${answer.status}`;
  const ofBody = check.bodyMatch === null ? null : faultOfBody(answer.body, check.bodyMatch);
  if (ofBody !== null) return ofBody;
  return check.jsonPath === null ? null : faultOfJson(answer.found, check.jsonPath);
}

/** Slower than what is called degraded. Equal is fast enough. */
export const slowness = (latencyMs: number, degradedMs: number | null): string | null => (degradedMs !== null && latencyMs > degradedMs ? `slower than ${degradedMs} ms` : null);

function certificateWarning(check: HttpCheck, endsMs: number | null, nowMs: number): string | null {
  if (endsMs === null || check.certificateDays === 0) return null;
  const leftDays = Math.floor((endsMs - nowMs) / dayMs);
  return leftDays < check.certificateDays ? `the certificate ends in ${leftDays} ${leftDays === 1 ? "day" : "days"}` : null;
}

/** What an answer means: down when it is not what was expected, degraded when it is slow or its certificate ends soon, otherwise up. */
export function judgeHttp(check: HttpCheck, answer: HttpAnswer, at: { nowMs: number; degradedMs: number | null }): CheckSeen {
  const fault = faultOf(check, answer);
  const warning = fault === null ? (slowness(answer.latencyMs, at.degradedMs) ?? certificateWarning(check, answer.certificateEndsMs, at.nowMs)) : null;
  return {
    status: fault !== null ? "down" : warning !== null ? "degraded" : "up", httpStatus: answer.status, latencyMs: answer.latencyMs, reason: fault ?? warning ?? `HTTP ${answer.status}`,
    certificateEndsAt: answer.certificateEndsMs === null ? null : new Date(answer.certificateEndsMs).toISOString(),
  };
}

/** A check that got no answer. */
export const unanswered = (reason: string): CheckSeen => ({ status: "down", httpStatus: null, latencyMs: null, reason, certificateEndsAt: null });
