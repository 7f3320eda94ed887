import "server-only";
import { z } from "zod";
import { defineJob } from "@/server/platform/jobs";
import { deleteOwnChecksBefore } from "./watch-repository";

const keptMs = 7 * 86_400_000;

/** Availability comes from outages, which are kept for ever; single checks are kept for a week. */
export const removeOldChecks = defineJob({
  name: "monitors.remove-old-checks", summary: "Removes the portal's own checks after seven days; imported records stay.", payload: z.object({}), cron: "17 * * * *",
  run: async (_payload, { clock }) => {
    await deleteOwnChecksBefore(new Date(clock.now().getTime() - keptMs));
  },
});
