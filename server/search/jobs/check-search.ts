import "server-only";
import { z } from "zod";
import { defineJob } from "@/server/platform/jobs";
import { log } from "@/server/platform/log";
import { deleteRunsBefore, recountTerms } from "../entries-repository";
import { rebuildSearch } from "../project-entries";

const keptDays = 90;

/** What it has to mend is a fault of the projection, and is told as a warning. */
export const checkSearchJob = defineJob({
  name: "search.check",
  summary: "Compares the search index with every record, counts its words anew and forgets old searches.",
  payload: z.object({}),
  cron: "37 3 * * *",
  run: async (_payload, ctx) => {
    const mended = await rebuildSearch(ctx);
    await recountTerms();
    const forgotten = await deleteRunsBefore(new Date(ctx.clock.now().getTime() - keptDays * 86_400_000));
    const entry = { requestId: ctx.requestId, ...mended, forgotten };
    if (mended.written + mended.removed > 0) log().warn(entry, "search index differed from its records");
    else log().info(entry, "search index checked");
  },
});
