import "server-only";
import { defineOperation } from "@/server/platform/registry";
import { numberOutput } from "#contract/tickets";
import { answerInput, answerOutput, closeInput, rateInput, submitInput } from "./request-contract";
import { answerRequest, closeRequest, rateRequest, submitRequest } from "./work-on-request";

const own = { permission: "tickets.request", effect: "write" } as const;

/** What a requester does with their own tickets. */
export const requestOperations = {
  submit: defineOperation({ ...own, summary: "Ask for something: open a ticket of one's own", rest: "POST /requests", input: submitInput, output: numberOutput, run: submitRequest }),
  answer: defineOperation({ ...own, summary: "Add a word to a ticket of one's own; one that was closed is opened again, or followed by a new one", rest: "POST /requests/{number}/messages", input: answerInput, output: answerOutput, run: (input, ctx) => answerRequest(input, ctx) }),
  closeOwn: defineOperation({ ...own, summary: "Close a ticket of one's own", rest: "POST /requests/{number}/close", input: closeInput, output: numberOutput, run: (input, ctx) => closeRequest(input, ctx) }),
  rate: defineOperation({ ...own, summary: "Say how a resolved ticket of one's own went", rest: "POST /requests/{number}/rating", input: rateInput, output: numberOutput, run: (input, ctx) => rateRequest(input, ctx) }),
};
