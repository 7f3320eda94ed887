import "server-only";
import { z } from "zod";
import { defineJob } from "@/server/platform/jobs";
import { log } from "@/server/platform/log";
import { remindOfDocs } from "../remind-of-docs";

/** Running it twice on a day reminds nobody twice. */
export const remindOfDocsJob = defineJob({
  name: "knowledge.remind-of-documents",
  summary: "Reminds owners of documents whose review is due or overdue.",
  payload: z.object({}),
  cron: "12 7 * * *",
  run: async (_payload, ctx) => log().info({ requestId: ctx.requestId, ...(await remindOfDocs(ctx)) }, "document owners reminded"),
});
