import "server-only";
import { defineOperation } from "@/server/platform/registry";
import { z } from "zod";
import {
  boardOutputSchema, changeRequestInputSchema, createDocInputSchema, createSpaceInputSchema, decidedSchema, decideVersionInputSchema, docChangedSchema, docDetailSchema, draftSavedSchema, getDocInputSchema,
  getRunbookInputSchema, getVersionInputSchema, listDocsInputSchema, listDocsOutputSchema, listRunbooksInputSchema, listRunbooksOutputSchema, listVersionsOutputSchema, markReviewedInputSchema, rateDocInputSchema,
  ratedSchema, readDocInputSchema, runbookDetailSchema, saveDraftInputSchema, spaceSchema, updateDocInputSchema, versionDetailSchema,
} from "./contract";
import { getBoard } from "./doc-board";
import { getRunbook } from "./get-runbook";
import { searchRunbooks } from "./search-runbooks";
import { searchInput, searchOutput } from "./tool-contract";
import { listRunbooks } from "./list-runbooks";
import { getDoc, getVersion, listDocs, listVersions } from "./read-docs";
import { changeRequest, markReviewed, rateDoc, updateDocSettings } from "./tend-docs";
import { createDoc, createSpace, decideVersion, saveDraft } from "./write-docs";

const readDocs = { permission: "docs.read", effect: "read", cost: "normal" } as const;
const write = { permission: "knowledge.write", effect: "write" } as const;

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
  listDocs: defineOperation({ ...readDocs, summary: "Documents by space that you may read, with owner and freshness.", rest: "GET /docs", input: listDocsInputSchema, output: listDocsOutputSchema, run: listDocs }),
  getDoc: defineOperation({ ...readDocs, summary: "One document: its text as Markdown, contents, links that lead nowhere, review and use.", rest: "GET /docs/{slug}", input: readDocInputSchema, output: docDetailSchema, run: getDoc }),
  listDocVersions: defineOperation({ ...readDocs, summary: "The versions of a document, newest first.", rest: "GET /docs/{slug}/versions", input: getDocInputSchema, output: listVersionsOutputSchema, run: listVersions }),
  getDocVersion: defineOperation({ ...readDocs, summary: "One version of a document and what it changed.", rest: "GET /docs/{slug}/versions/{number}", input: getVersionInputSchema, output: versionDetailSchema, run: getVersion }),
  docBoard: defineOperation({ ...readDocs, permission: "knowledge.write", summary: "What keeps the documents true: due, overdue and never reviewed ones, broken links, searches without result.", rest: "GET /doc-board", input: z.object({}), output: boardOutputSchema, run: getBoard }),
  createSpace: defineOperation({ ...write, summary: "Make a space for documents, for everyone or for some roles.", rest: "POST /doc-spaces", input: createSpaceInputSchema, output: spaceSchema, run: createSpace }),
  createDoc: defineOperation({ ...write, summary: "Begin a document as a draft.", rest: "POST /docs", input: createDocInputSchema, output: draftSavedSchema, run: createDoc }),
  saveDocDraft: defineOperation({ ...write, summary: "Save a new version of a document; refused when somebody saved one since.", rest: "POST /docs/{slug}/versions", input: saveDraftInputSchema, output: draftSavedSchema, run: saveDraft }),
  decideDocVersion: defineOperation({ ...write, summary: "Send a version for review, publish it, or send it back.", rest: "POST /docs/{slug}/versions/{number}/decision", input: decideVersionInputSchema, output: decidedSchema, run: decideVersion }),
  updateDoc: defineOperation({ ...write, summary: "Change a document's owner, audience, section, review dates, or archive it.", rest: "PATCH /docs/{slug}", input: updateDocInputSchema, output: docChangedSchema, run: updateDocSettings }),
  markDocReviewed: defineOperation({ ...write, summary: "Say that a document was looked at and holds.", rest: "POST /docs/{slug}/reviewed", input: markReviewedInputSchema, output: docChangedSchema, run: markReviewed }),
  rateDoc: defineOperation({ permission: "docs.read", effect: "write", summary: "Say whether a document was useful.", rest: "POST /docs/{slug}/feedback", input: rateDocInputSchema, output: ratedSchema, run: rateDoc }),
  changeDocRequest: defineOperation({ ...write, summary: "Give a documentation request an owner, or close it.", rest: "PATCH /doc-requests/{id}", input: changeRequestInputSchema, output: z.object({ id: z.string(), version: z.int() }), run: changeRequest }),
};
