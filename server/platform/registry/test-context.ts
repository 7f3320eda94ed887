import { fixedClock } from "../clock";
import { roleActor } from "../auth/system-actor";
import type { Actor } from "../auth/actor";
import type { RoleName } from "../auth/permissions";
import type { Ctx } from "./context";

/** A context for tests: a role's rights over everything, a clock that stands still. */
export function testContext(role: RoleName = "admin", overrides: Partial<Omit<Ctx, "actor">> & { actor?: Partial<Actor> } = {}): Ctx {
  const { actor, ...rest } = overrides;
  return { requestId: "rq_test", clock: fixedClock("2026-08-19T10:00:00.000Z"), signal: new AbortController().signal, via: "cli", ...rest, actor: { ...roleActor(role), ...actor } };
}
