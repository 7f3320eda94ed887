import "server-only";
import { z } from "zod";
import { defineJob } from "../../jobs";
import { runBackup, runVerification } from "../run-backup";

export const nightlyBackup = defineJob({
  name: "platform.nightly-backup",
  summary: "Backs up the database and the stored files, and proves that the backup can be restored.",
  payload: z.object({}),
  cron: "17 2 * * *",
  run: async (_payload, { clock }) => {
    const { file } = await runBackup(clock);
    await runVerification(clock, file);
  },
});
