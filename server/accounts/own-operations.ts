import "server-only";
import { defineOperation } from "@/server/platform/registry";
import * as contract from "./contract";
import { changePassword, getProfile, updateProfile } from "./profile";
import { beginTotp, confirmTotp, disableTotp } from "./second-factor";
import { listOwnSessions, revokeOtherSessions, revokeSession } from "./sessions";
import { createToken, listOwnTokens, revokeToken } from "./tokens";

/** What everybody does with their own account. */
export const ownOperations = {
  getProfile: defineOperation({
    summary: "Your account", permission: "profile.own", effect: "read", rest: "GET /profile",
    input: contract.emptyInput, output: contract.profileSchema, run: (_input, ctx) => getProfile(ctx),
  }),
  updateProfile: defineOperation({
    summary: "Change your name and time zone", permission: "profile.own", effect: "write", rest: "PATCH /profile",
    input: contract.updateProfileInput, output: contract.profileSchema, run: updateProfile,
  }),
  changePassword: defineOperation({
    summary: "Change your password; ends all your sessions", permission: "profile.own", effect: "write", rest: "POST /profile/password",
    input: contract.changePasswordInput, output: contract.doneSchema, run: changePassword,
  }),
  beginTotp: defineOperation({
    summary: "Begin to set up an authenticator app", permission: "profile.own", effect: "write", rest: "POST /profile/second-factor",
    input: contract.emptyInput, output: contract.totpSetupSchema, run: (_input, ctx) => beginTotp(ctx),
  }),
  confirmTotp: defineOperation({
    summary: "Turn the second factor on with a first code", permission: "profile.own", effect: "write", rest: "POST /profile/second-factor/confirm",
    input: contract.totpCodeInput, output: contract.totpConfirmedSchema, run: ({ code }, ctx) => confirmTotp(code, ctx),
  }),
  disableTotp: defineOperation({
    summary: "Turn the second factor off", permission: "profile.own", effect: "write", rest: "POST /profile/second-factor/disable",
    input: contract.disableTotpInput, output: contract.doneSchema, run: ({ password }, ctx) => disableTotp(password, ctx),
  }),
  listOwnSessions: defineOperation({
    summary: "Where you are signed in", permission: "profile.own", effect: "read", rest: "GET /profile/sessions",
    input: contract.pageInput, output: contract.sessionPageSchema, run: listOwnSessions,
  }),
  revokeSession: defineOperation({
    summary: "End a session", permission: "profile.own", effect: "write", rest: "DELETE /accounts/sessions/{id}",
    input: contract.idInput, output: contract.doneSchema, run: ({ id }, ctx) => revokeSession(id, ctx),
  }),
  revokeOtherSessions: defineOperation({
    summary: "End all your sessions but this one", permission: "profile.own", effect: "write", rest: "POST /profile/sessions/revoke-others",
    input: contract.emptyInput, output: contract.revokedCountSchema, run: (_input, ctx) => revokeOtherSessions(ctx),
  }),
  listOwnTokens: defineOperation({
    summary: "Your API tokens", permission: "profile.own", effect: "read", rest: "GET /profile/tokens",
    input: contract.pageInput, output: contract.tokenPageSchema, run: listOwnTokens,
  }),
  createToken: defineOperation({
    summary: "Make an API token; it is shown once", permission: "profile.own", effect: "write", rest: "POST /profile/tokens",
    input: contract.createTokenInput, output: contract.createdTokenSchema, run: createToken,
  }),
  revokeToken: defineOperation({
    summary: "End an API token", permission: "profile.own", effect: "write", rest: "DELETE /accounts/tokens/{id}",
    input: contract.idInput, output: contract.doneSchema, run: ({ id }, ctx) => revokeToken(id, ctx),
  }),
};
