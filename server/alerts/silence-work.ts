import "server-only";
import type { Ctx } from "../platform/registry";
import { createSilence, endSilence } from "./silences";
import { listSilenceRecords } from "./silences-repository";

/** Silences the alerts of services while planned work goes on, until its planned end: what rings afterwards is meant to. `name` begins the comment. */
export async function silenceWork({ name, services, until, why }: { name: string; services: readonly string[]; until: Date; why: string }, ctx: Ctx): Promise<void> {
  if (until <= ctx.clock.now()) return;
  for (const service of services) await createSilence({ matchers: [{ name: "service", operator: "=", value: service }], comment: `${name}: ${why}`.slice(0, 500), endsAt: until.toISOString() }, ctx);
}

/** Ends what is still silent for work that is over. */
export async function endWorkSilences(name: string, ctx: Ctx): Promise<void> {
  const records = await listSilenceRecords({ since: ctx.clock.now(), limit: 500 });
  for (const { id, comment } of records) if (comment.startsWith(`${name}: `)) await endSilence({ id }, ctx);
}

/** Names of work whose alerts are silent now. */
export async function listSilentWork(ctx: Ctx): Promise<Set<string>> {
  const now = ctx.clock.now();
  const records = await listSilenceRecords({ since: now, limit: 500 });
  return new Set(records.filter(({ startsAt, endsAt }) => startsAt <= now && endsAt > now).flatMap(({ comment }) => /^([^:]+): /.exec(comment)?.[1] ?? []));
}
