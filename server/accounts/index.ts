import "server-only";

export { actorOfPerson } from "./actor-of-person";
export { resolveActor, type ActorRequest } from "./resolve-actor";
export { clientAddress } from "./client-address";
export { isSameOrigin } from "./same-origin";
export { createSetupLink, ensureFirstAdmin, hasAdmin } from "./first-admin";
export { singleSignOnName } from "./oidc";
export { createResetLinkFor } from "./change-access";
export { mailResetLink } from "./request-reset";
export { sweepAccounts } from "./sweep-accounts";
export { totpPurpose } from "./totp";
export { accountsOperations } from "./operations";
