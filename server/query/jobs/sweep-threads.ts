import "server-only";
import { z } from "zod";
import { defineJob } from "@/server/platform/jobs";
import { log } from "@/server/platform/log";
import { sweepThreads } from "../query-repository";

/** Running it twice removes nothing more. */
export const sweepThreadsJob = defineJob({
  name: "query.sweep-threads",
  summary: "Removes conversations past their expiry and those of each person beyond the cap; their answers stay.",
  payload: z.object({}),
  cron: "41 * * * *",
  run: async (_payload, { clock, requestId }) => {
    const removed = await sweepThreads(clock.now());
    log().info({ requestId, removed }, "conversations swept");
  },
});
