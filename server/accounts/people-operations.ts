import "server-only";
import { defineOperation } from "@/server/platform/registry";
import { changeRoles, createResetLink, deactivateUser, reactivateUser, removeSecondFactor } from "./change-access";
import * as contract from "./contract";
import { inviteUser, listInvitations, revokeInvitation } from "./invite-user";
import { customerChoices, getUser, listUsers } from "./list-users";
import { listSessions } from "./sessions";
import { listTokens } from "./tokens";

/** For who looks after other people's accounts. */
export const peopleOperations = {
  listUsers: defineOperation({
    summary: "People with an account", permission: "accounts.read", effect: "read", rest: "GET /accounts/users",
    input: contract.listUsersInput, output: contract.userPageSchema, run: listUsers,
  }),
  getUser: defineOperation({
    summary: "One person", permission: "accounts.read", effect: "read", rest: "GET /accounts/users/{id}",
    input: contract.idInput, output: contract.userSchema, run: ({ id }, ctx) => getUser(id, ctx),
  }),
  listInvitations: defineOperation({
    summary: "Invitations that have not been accepted", permission: "accounts.read", effect: "read", rest: "GET /accounts/invitations",
    input: contract.pageInput, output: contract.invitationPageSchema, run: listInvitations,
  }),
  customerChoices: defineOperation({
    summary: "Customers a requester can be bound to", permission: "accounts.manage", effect: "read", rest: "GET /accounts/customer-choices",
    input: contract.emptyInput, output: contract.customerChoicesSchema, run: customerChoices,
  }),
  inviteUser: defineOperation({
    summary: "Invite a person by one-time link", permission: "accounts.manage", effect: "write", rest: "POST /accounts/invitations",
    input: contract.inviteUserInput, output: contract.issuedLinkSchema, run: inviteUser,
  }),
  revokeInvitation: defineOperation({
    summary: "Withdraw an invitation", permission: "accounts.manage", effect: "write", rest: "DELETE /accounts/invitations/{id}",
    input: contract.idInput, output: contract.doneSchema, run: ({ id }, ctx) => revokeInvitation(id, ctx),
  }),
  changeRoles: defineOperation({
    summary: "Change a person's roles; ends their sessions", permission: "accounts.manage", effect: "write", rest: "PATCH /accounts/users/{id}/roles",
    input: contract.changeRolesInput, output: contract.doneSchema, run: changeRoles,
  }),
  deactivateUser: defineOperation({
    summary: "Deactivate an account; ends its sessions and tokens", permission: "accounts.manage", effect: "write", rest: "POST /accounts/users/{id}/deactivate",
    input: contract.idInput, output: contract.doneSchema, run: ({ id }, ctx) => deactivateUser(id, ctx),
  }),
  reactivateUser: defineOperation({
    summary: "Let a deactivated account sign in again", permission: "accounts.manage", effect: "write", rest: "POST /accounts/users/{id}/reactivate",
    input: contract.idInput, output: contract.doneSchema, run: ({ id }, ctx) => reactivateUser(id, ctx),
  }),
  removeSecondFactor: defineOperation({
    summary: "Remove a person's second factor", permission: "accounts.manage", effect: "write", rest: "DELETE /accounts/users/{id}/second-factor",
    input: contract.idInput, output: contract.doneSchema, run: ({ id }, ctx) => removeSecondFactor(id, ctx),
  }),
  createResetLink: defineOperation({
    summary: "A one-time link to choose a new password", permission: "accounts.manage", effect: "write", rest: "POST /accounts/users/{id}/reset-link",
    input: contract.idInput, output: contract.issuedLinkSchema, run: ({ id }, ctx) => createResetLink(id, ctx),
  }),
  listSessions: defineOperation({
    summary: "Live sessions of everybody or of one person", permission: "accounts.read", effect: "read", rest: "GET /accounts/sessions",
    input: contract.listSessionsInput, output: contract.sessionPageSchema, run: listSessions,
  }),
  listTokens: defineOperation({
    summary: "API tokens of everybody", permission: "accounts.read", effect: "read", rest: "GET /accounts/tokens",
    input: contract.pageInput, output: contract.tokenPageSchema, run: listTokens,
  }),
};
