import { z } from "zod";

export const roleSchema = z.enum(["admin", "operator", "support", "executive", "viewer", "requester"]);
export type RoleName = z.output<typeof roleSchema>;

export const userStatusSchema = z.enum(["active", "inactive"]);

/** A permission by name ("tickets.read"); which ones exist and which ones a person holds is checked by the service. */
export const permissionNameSchema = z.string().regex(/^[a-z]+\.[a-z]+$/).max(60);

export const limits = { passwordMin: 12, passwordMax: 128, nameMax: 80, tokenNameMax: 60, tokenDaysMax: 366, tokensPerUser: 50, pageMax: 200 } as const;

const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email("Enter an e-mail address."));
const nameSchema = z.string().trim().min(1, "Enter a name.").max(limits.nameMax);
/** Length only; the policy itself (`passwordFaults` of the core) also knows the person's name and address. */
const passwordSchema = z.string().min(limits.passwordMin, `At least ${limits.passwordMin} characters.`).max(limits.passwordMax);
/** True for an IANA zone that this platform knows. */
export const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};
export const zoneSchema = z.string().min(1).max(60).refine(isZone, "Not a time zone, for example Europe/Berlin.");
const instant = z.iso.datetime();
const idSchema = z.string().min(1).max(80);
const pageSchema = { cursor: z.string().max(200).optional(), limit: z.number().int().min(1).max(limits.pageMax).default(50) };
const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int().optional() });

export const doneSchema = z.object({ done: z.literal(true) });
export const idInput = z.object({ id: idSchema });
export const emptyInput = z.object({});

/** A requester is bound to one customer and holds no other role. */
const rolesSchema = z.array(roleSchema).min(1, "Choose at least one role.").max(6).transform((roles) => [...new Set(roles)].sort());

// Sign-in
export const credentialsInput = z.object({ email: emailSchema, password: z.string().min(1).max(1000), code: z.string().trim().max(40).default("") });
/** What the sign-in page may be told. "credentials" covers an unknown person, a wrong password and a deactivated account alike. */
export const signInFaultSchema = z.enum(["credentials", "throttled", "code_required", "code_wrong", "oidc_unknown", "oidc_failed", "unavailable"]);
export type SignInFault = z.output<typeof signInFaultSchema>;

// One-time links
export const linkPurposeSchema = z.enum(["setup", "invite", "reset"]);
export type LinkPurpose = z.output<typeof linkPurposeSchema>;
const linkTokenSchema = z.string().min(20).max(100);
export const linkInput = z.object({ token: linkTokenSchema, purpose: linkPurposeSchema });
export const linkInfoSchema = z.object({ state: z.enum(["usable", "used", "expired", "unknown"]), email: z.string().nullable(), roles: z.array(roleSchema) });
export const completeSetupInput = z.object({ token: linkTokenSchema, name: nameSchema, email: emailSchema, password: passwordSchema, zone: zoneSchema.default("UTC") });
export const requestResetInput = z.object({ email: emailSchema });
export const acceptInvitationInput = completeSetupInput.omit({ email: true });
export const completeResetInput = z.object({ token: linkTokenSchema, password: passwordSchema });
export const acceptedSchema = z.object({ email: z.string() });
export const issuedLinkSchema = z.object({
  id: z.string(), url: z.string(), expiresAt: instant,
  /** It is also on its way by mail; false where there is no mail server. */
  isMailed: z.boolean(),
});

// Users
export const userSchema = z.object({
  id: z.string(), email: z.string(), name: z.string(), status: userStatusSchema, roles: z.array(roleSchema),
  customerId: z.string().nullable(), customerName: z.string().nullable(), zone: z.string(), totpEnabled: z.boolean(), isDemo: z.boolean(),
  createdAt: instant, lastSeenAt: instant.nullable(),
});
export type UserView = z.output<typeof userSchema>;
export const listUsersInput = z.object({ query: z.string().trim().max(100).optional(), role: roleSchema.optional(), status: userStatusSchema.optional(), ...pageSchema });
export const userPageSchema = pageOf(userSchema);
export const inviteUserInput = z.object({ email: emailSchema, roles: rolesSchema, customerId: idSchema.nullable().default(null) });
export const invitationSchema = z.object({ id: z.string(), email: z.string(), roles: z.array(roleSchema), customerName: z.string().nullable(), createdAt: instant, expiresAt: instant, isExpired: z.boolean() });
export type InvitationView = z.output<typeof invitationSchema>;
export const invitationPageSchema = pageOf(invitationSchema);
export const changeRolesInput = z.object({ id: idSchema, roles: rolesSchema, customerId: idSchema.nullable().default(null) });
export const customerChoicesSchema = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) });

// Sessions
export const sessionSchema = z.object({
  id: z.string(), userId: z.string(), userName: z.string(), createdAt: instant, lastSeenAt: instant, expiresAt: instant,
  userAgent: z.string(), address: z.string(), isCurrent: z.boolean(),
});
export type SessionView = z.output<typeof sessionSchema>;
export const listSessionsInput = z.object({ userId: idSchema.optional(), ...pageSchema });
export const sessionPageSchema = pageOf(sessionSchema);
export const revokedCountSchema = z.object({ revoked: z.number().int() });

// Profile
export const profileSchema = userSchema.omit({ isDemo: true, status: true }).extend({ hasPassword: z.boolean(), recoveryCodesLeft: z.number().int() });
export type ProfileView = z.output<typeof profileSchema>;
export const updateProfileInput = z.object({ name: nameSchema, zone: zoneSchema });
export const changePasswordInput = z.object({ current: z.string().min(1).max(1000), next: passwordSchema });
export const totpSetupSchema = z.object({ secret: z.string(), uri: z.string(), qr: z.string() });
export const totpCodeInput = z.object({ code: z.string().trim().regex(/^\d{6}$/, "Enter the six digits.") });
export const totpConfirmedSchema = z.object({ recoveryCodes: z.array(z.string()) });
export const disableTotpInput = z.object({ password: z.string().min(1).max(1000) });

// API tokens
export const tokenSchema = z.object({
  id: z.string(), userId: z.string(), userName: z.string(), name: z.string(), prefix: z.string(), permissions: z.array(z.string()), createdAt: instant,
  expiresAt: instant.nullable(), lastUsedAt: instant.nullable(), state: z.enum(["active", "expired", "revoked"]),
});
export type TokenView = z.output<typeof tokenSchema>;
export const pageInput = z.object({ ...pageSchema });
export const tokenPageSchema = pageOf(tokenSchema);
export const createTokenInput = z.object({
  name: z.string().trim().min(1, "Name what will use it.").max(limits.tokenNameMax),
  permissions: z.array(permissionNameSchema).min(1, "Choose at least one permission.").max(60).transform((names) => [...new Set(names)].sort()),
  /** Days from now; null = until revoked. */
  expiresInDays: z.number().int().min(1).max(limits.tokenDaysMax).nullable().default(90),
});
export const createdTokenSchema = z.object({ id: z.string(), token: z.string(), expiresAt: instant.nullable() });

// Audit
export const auditRowSchema = z.object({
  seq: z.string(), at: instant, actorId: z.string().nullable(), actorName: z.string(), via: z.string(), action: z.string(),
  entityType: z.string(), entityId: z.string(), before: z.json().nullable(), after: z.json().nullable(), requestId: z.string(),
});
export type AuditRow = z.output<typeof auditRowSchema>;
export const listAuditInput = z.object({
  actor: z.string().trim().max(100).optional(), action: z.string().trim().max(100).optional(), entityType: z.string().trim().max(60).optional(), entityId: idSchema.optional(),
  from: instant.optional(), to: instant.optional(), ...pageSchema,
});
export const auditPageSchema = pageOf(auditRowSchema);
