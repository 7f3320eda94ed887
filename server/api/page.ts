import "server-only";
import { forbidden, notFound, redirect } from "next/navigation";
import { headers } from "next/headers";
import { cache } from "react";
import type { z } from "zod";
import { resolveActor } from "../accounts";
import type { Actor } from "../platform/auth/actor";
import { systemClock } from "../platform/clock";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import { log } from "../platform/log";
import { execute, type Ctx, type Effect, type Operation } from "../platform/registry";

/** One context for the whole render of a page. What a page asks of the engine for itself is nobody's conversation: only the browser face keeps threads. */
const renderContext = cache(async (): Promise<Ctx> => {
  const incoming = await headers();
  const requestId = incoming.get("x-request-id") ?? newId("rq");
  const actor = await resolveActor({ cookieHeader: incoming.get("cookie"), authorization: null, requestId });
  const now = systemClock.now();
  return { requestId, actor, clock: { now: () => now }, signal: AbortSignal.timeout(20_000), via: "page" };
});

const signInPath = async (): Promise<string> => {
  const path = (await headers()).get("x-path") ?? "/";
  return path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`;
};

export interface PageContext {
  actor: Actor;
  /** The instant of this request, ISO; server and browser render relative times from it. */
  now: string;
  requestId: string;
  nonce: string | undefined;
}

/** The signed-in person; redirects to the sign-in page when there is none. */
export async function pageContext(): Promise<PageContext> {
  const ctx = await renderContext();
  if (ctx.actor.kind === "anonymous") redirect(await signInPath());
  return { actor: ctx.actor, now: ctx.clock.now().toISOString(), requestId: ctx.requestId, nonce: (await headers()).get("x-nonce") ?? undefined };
}

/** Runs an operation as the signed-in person and turns what may go wrong into the matching page. */
export async function pageCall<I extends z.ZodType, O extends z.ZodType, E extends Effect>(operation: Operation<I, O, E>, input: z.input<I>): Promise<z.output<O>> {
  const ctx = await renderContext();
  try {
    return await execute(operation, input, ctx);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "UNAUTHENTICATED") redirect(await signInPath());
    if (error.code === "NOT_FOUND" || error.code === "VALIDATION") notFound();
    if (error.code === "FORBIDDEN") forbidden();
    throw error;
  }
}

/** For what stands beside every page: null when it cannot be had now. The page itself says what fails. */
export async function pageCallIfReady<I extends z.ZodType, O extends z.ZodType, E extends Effect>(operation: Operation<I, O, E>, input: z.input<I>): Promise<z.output<O> | null> {
  const ctx = await renderContext();
  try {
    return await execute(operation, input, ctx);
  } catch (error) {
    log().warn({ err: error, requestId: ctx.requestId }, "something beside the page was left out");
    return null;
  }
}
