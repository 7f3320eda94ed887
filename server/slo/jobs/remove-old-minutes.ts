import "server-only";
import { z } from "zod";
import { defineJob } from "../../platform/jobs";
import { log } from "../../platform/log";
import { sloLimits } from "../contract";
import { removeOldMinutes } from "../remove-old-minutes";

/** Running it twice removes nothing more. */
export const removeOldMinutesJob = defineJob({
  name: "slo.remove-old-minutes",
  summary: `Removes minutes of service level indicators that no figure of the last ${sloLimits.keptDays} days needs; their days stay.`,
  payload: z.object({}),
  cron: "11 4 * * *",
  run: async (_payload, ctx) => {
    const removed = await removeOldMinutes(ctx);
    log().info({ requestId: ctx.requestId, ...removed }, "old minutes removed");
  },
});
