import "server-only";
import { httpStatusOf, toPublicError } from "../platform/errors";
import { newId } from "../platform/ids";
import { throughDoor } from "../query";
import { failureHeaders } from "./failure-headers";

/** A failure as JSON, with what else the caller should know about it. */
export function failureResponse(error: unknown, requestId: string): Response {
  const failure = toPublicError(error, requestId);
  return Response.json({ error: failure }, { status: httpStatusOf[failure.code], headers: { "x-request-id": requestId, "cache-control": "no-store", ...failureHeaders(failure.code) } });
}

/** Serves a request that brings a question; beyond what can be inside at once: 503 at once, and when to come back. */
export const serveQuestion = (serve: () => Promise<Response>): Promise<Response> => throughDoor(serve).catch((error: unknown) => failureResponse(error, newId("rq")));
