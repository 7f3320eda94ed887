import "server-only";
import { z } from "zod";
import { defineJob } from "../../platform/jobs";
import { checkClocks } from "../check-clocks";

export const checkClocksJob = defineJob({
  name: "sla.check-clocks",
  summary: "Computes every ticket clock anew from its log and replaces those that differ from what is stored.",
  payload: z.object({}),
  cron: "13 2 * * *",
  run: async (_payload, ctx) => {
    await checkClocks(ctx);
  },
});
