import "server-only";
import { z } from "zod";
import { defineJob } from "@/server/platform/jobs";
import { log } from "@/server/platform/log";
import { chaseActions } from "../chase-actions";

/** Running it twice on a day reminds nobody twice. */
export const chaseActionsJob = defineJob({
  name: "incidents.chase-actions",
  summary: "Reminds of follow-up actions that are due or late: their owner, or else the incident's team.",
  payload: z.object({}),
  cron: "7 7 * * *",
  run: async (_payload, ctx) => {
    const tally = await chaseActions(ctx);
    log().info({ requestId: ctx.requestId, ...tally }, "follow-up actions chased");
  },
});
