import "server-only";
import { z } from "zod";
import { defineJob } from "../../platform/jobs";
import { evaluateSlos } from "../evaluate-slos";

export const evaluateRound = defineJob({
  name: "slo.evaluate",
  summary: "Evaluates every service level objective and keeps what changed.",
  payload: z.object({}),
  cron: "* * * * *",
  run: async (_payload, ctx) => {
    await evaluateSlos(ctx);
  },
});
