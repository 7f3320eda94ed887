import "server-only";
import { defineOperation } from "@/server/platform/registry";
import { getRunbookInputSchema, listRunbooksInputSchema, listRunbooksOutputSchema, runbookDetailSchema } from "./contract";
import { getRunbook } from "./get-runbook";
import { listRunbooks } from "./list-runbooks";

export const knowledgeOperations = {
  listRunbooks: defineOperation({
    summary: "List runbooks by section; search their titles, alert names and text.",
    permission: "knowledge.read", effect: "read", rest: "GET /runbooks", input: listRunbooksInputSchema, output: listRunbooksOutputSchema, run: listRunbooks,
  }),
  getRunbook: defineOperation({
    summary: "One runbook: its text as Markdown, contents, alerts and links.",
    permission: "knowledge.read", effect: "read", rest: "GET /runbooks/{slug}", input: getRunbookInputSchema, output: runbookDetailSchema, run: getRunbook,
  }),
};
