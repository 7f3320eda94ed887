import "server-only";
import { defineOperation } from "@/server/platform/registry";
import { acceptInvitation, completeReset } from "./accept-link";
import * as contract from "./contract";
import { completeSetup } from "./first-admin";
import { readLink } from "./links";
import { listAudit } from "./list-audit";
import { requestReset } from "./request-reset";

/** What may be done without being signed in: the one-time link is the authority. */
export const linkOperations = {
  linkInfo: defineOperation({
    summary: "What a one-time link is for and whether it can still be used", permission: "public", effect: "read", rest: "GET /accounts/links",
    input: contract.linkInput, output: contract.linkInfoSchema, run: (input, ctx) => readLink(input.token, input.purpose, ctx.clock),
  }),
  completeSetup: defineOperation({
    summary: "Create the first administrator with a set-up link", permission: "public", effect: "write", rest: "POST /accounts/set-up",
    input: contract.completeSetupInput, output: contract.acceptedSchema, run: completeSetup,
  }),
  acceptInvitation: defineOperation({
    summary: "Create an account with an invitation", permission: "public", effect: "write", rest: "POST /accounts/invitations/accept",
    input: contract.acceptInvitationInput, output: contract.acceptedSchema, run: acceptInvitation,
  }),
  requestReset: defineOperation({
    summary: "Ask for a link by mail to choose a new password", permission: "public", effect: "write", rest: "POST /accounts/password-reset/request",
    input: contract.requestResetInput, output: contract.doneSchema, run: requestReset,
  }),
  completeReset: defineOperation({
    summary: "Set a new password with a reset link", permission: "public", effect: "write", rest: "POST /accounts/password-reset",
    input: contract.completeResetInput, output: contract.acceptedSchema, run: completeReset,
  }),
};

export const auditOperations = {
  listAudit: defineOperation({
    summary: "Who changed what, newest first", permission: "audit.read", effect: "read", rest: "GET /accounts/audit",
    input: contract.listAuditInput, output: contract.auditPageSchema, run: (input) => listAudit(input),
  }),
};
