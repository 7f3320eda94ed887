import "server-only";
import { defineOperation } from "@/server/platform/registry";
import { getRunbookInputSchema, listRunbooksInputSchema, listRunbooksOutputSchema, runbookDetailSchema } from "./contract";
import { getRunbook } from "./get-runbook";
import { searchRunbooks } from "./search-runbooks";
import { searchInput, searchOutput } from "./tool-contract";
import { listRunbooks } from "./list-runbooks";

export const knowledgeOperations = {
  listRunbooks: defineOperation({
    summary: "List runbooks by section; search their titles, alert names and text.",
    permission: "knowledge.read", effect: "read", cost: "normal", rest: "GET /runbooks", input: listRunbooksInputSchema, output: listRunbooksOutputSchema, run: listRunbooks,
  }),
  search: defineOperation({
    summary: "Runbooks that hold any of some words, best fit first, with the place where they stand.",
    permission: "knowledge.read", effect: "read", cost: "light", rest: "GET /runbooks/search", input: searchInput, output: searchOutput, run: searchRunbooks,
  }),
  getRunbook: defineOperation({
    summary: "One runbook: its text as Markdown, contents, alerts and links.",
    permission: "knowledge.read", effect: "read", cost: "normal", rest: "GET /runbooks/{slug}", input: getRunbookInputSchema, output: runbookDetailSchema, run: getRunbook,
  }),
};
