import "server-only";
import type { FillRequest } from "#core/query";
import { roleActor } from "../platform/auth/system-actor";
import { fixedClock } from "../platform/clock";
import type { Ctx } from "../platform/registry";

/** In whose name a question is worked out: it reads what its reader may see, at its instant, and changes nothing. */
export const askingContext = ({ reader, now, signal }: FillRequest): Ctx => ({ requestId: "engine", via: "engine", clock: fixedClock(now.toISOString()), signal, actor: { ...roleActor("viewer"), scope: reader.scope } });
