import "server-only";
import { z } from "zod";
import { defineJob } from "../../platform/jobs";
import { rebuildDays } from "../rebuild-days";
import { listSloRecords } from "../slo-records-repository";

export const rebuildAllDays = defineJob({
  name: "slo.rebuild-days",
  summary: "Recomputes the days of every service level objective from what is stored, so that late data is counted.",
  payload: z.object({}),
  cron: "41 3 * * *",
  run: async (_payload, ctx) => {
    await rebuildDays(await listSloRecords({ kind: "all" }, {}), ctx);
  },
});
