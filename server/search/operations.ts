import "server-only";
import { defineOperation } from "@/server/platform/registry";
import { noteOpenedInputSchema, noteOpenedOutputSchema, searchInputSchema, searchOutputSchema } from "./contract";
import { find } from "./find";
import { noteOpened } from "./keep-search";

export const searchOperations = {
  find: defineOperation({
    summary: "Documents, runbooks, tickets, incidents, planned work, services, people and conversations that you may see, best first; typing mistakes are mended.",
    permission: "search.use", effect: "read", cost: "normal", rest: "GET /search", input: searchInputSchema, output: searchOutputSchema, run: find,
  }),
  noteOpened: defineOperation({
    summary: "Say which result of a search was opened: what is opened often comes first.",
    permission: "search.use", effect: "write", rest: "POST /search/{searchId}/opened", input: noteOpenedInputSchema, output: noteOpenedOutputSchema, run: noteOpened,
  }),
};
