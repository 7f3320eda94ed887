import { z } from "zod";

export const catalogLimits = {
  name: 120,
  slug: 60,
  description: 2000,
  aliases: 20,
  alias: 60,
  /** Dependencies of one service, or services of one customer. */
  links: 100,
  /** Lines of one YAML list. */
  importRows: 2000,
  importBytes: 512 * 1024,
  /** Rows of one page of a list. */
  page: 200,
} as const;

export const lifecycles = ["planned", "live", "deprecated", "retired"] as const;
export const teamKinds = ["delivery", "support"] as const;
export const customerTiers = ["enterprise", "business", "free"] as const;
export const serviceSorts = ["name", "tier", "lifecycle", "region"] as const;

export const slugSchema = z.string().trim().max(catalogLimits.slug, `at most ${catalogLimits.slug} characters`).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower-case letters, digits and single hyphens");
const nameSchema = z.string().trim().min(1, "a name is needed").max(catalogLimits.name, `at most ${catalogLimits.name} characters`);
const slugsSchema = z.array(slugSchema).max(catalogLimits.links, `at most ${catalogLimits.links}`);
const regionSchema = z.string().trim().min(1, "leave it out or name a region").max(40, "at most 40 characters").nullable();
/** Other names by which people mean the thing; the question engine reads them. */
const aliasesSchema = z.array(z.string().trim().min(1, "an alias cannot be empty").max(catalogLimits.alias, `at most ${catalogLimits.alias} characters`)).max(catalogLimits.aliases, `at most ${catalogLimits.aliases}`);
/** Optimistic lock: the version that the editor read. A different one in the database is a CONFLICT. */
const versionSchema = z.int().min(1);
/** Left out at creation, the slug is made from the name; afterwards it never changes, because links and imports hold on to it. */
const newSlug = { slug: slugSchema.optional() };

const serviceFields = z.object({
  name: nameSchema,
  description: z.string().trim().max(catalogLimits.description, `at most ${catalogLimits.description} characters`),
  /** 1 is the most important. */
  tier: z.int().min(1, "1 to 4").max(4, "1 to 4"),
  /** The owning team's slug. */
  owner: slugSchema.nullable(),
  region: regionSchema,
  lifecycle: z.enum(lifecycles),
  aliases: aliasesSchema,
  /** Slugs of the services that this one needs in order to work. */
  dependsOn: slugsSchema,
});
export const createServiceSchema = serviceFields.extend({
  ...newSlug,
  description: serviceFields.shape.description.default(""), tier: serviceFields.shape.tier.default(3), owner: serviceFields.shape.owner.default(null), region: regionSchema.default(null),
  lifecycle: serviceFields.shape.lifecycle.default("live"), aliases: aliasesSchema.default([]), dependsOn: slugsSchema.default([]),
});
export const updateServiceSchema = serviceFields.partial().extend({ slug: slugSchema, version: versionSchema });

const teamFields = z.object({ name: nameSchema, kind: z.enum(teamKinds), email: z.email("an e-mail address").nullable(), aliases: aliasesSchema });
export const createTeamSchema = teamFields.extend({ ...newSlug, kind: teamFields.shape.kind.default("delivery"), email: teamFields.shape.email.default(null), aliases: aliasesSchema.default([]) });
export const updateTeamSchema = teamFields.partial().extend({ slug: slugSchema, version: versionSchema });

const customerFields = z.object({
  name: nameSchema,
  tier: z.enum(customerTiers),
  region: regionSchema,
  aliases: aliasesSchema,
  /** Slugs of the services that this customer uses. */
  services: slugsSchema,
});
export const createCustomerSchema = customerFields.extend({
  ...newSlug, tier: customerFields.shape.tier.default("business"), region: regionSchema.default(null), aliases: aliasesSchema.default([]), services: slugsSchema.default([]),
});
export const updateCustomerSchema = customerFields.partial().extend({ slug: slugSchema, version: versionSchema });

const goalFields = z.object({
  title: nameSchema,
  /** Id of a metric of the semantic layer, such as `resolution_time`; null for a goal that is not measured here. */
  metric: z.string().trim().min(1, "leave it out or name a metric").max(60, "at most 60 characters").nullable(),
  /** In the metric's base unit: milliseconds, a ratio 0..1, a count. */
  target: z.number().nullable(),
  dueOn: z.iso.date("a date such as 2026-12-31").nullable(),
  /** Where it stood, and when: the way to the target begins there. Without the value it is measured, where the records reach back. */
  startOn: z.iso.date("a date such as 2026-07-01").nullable(),
  startValue: z.number().nullable(),
  ownerName: z.string().trim().max(catalogLimits.name, `at most ${catalogLimits.name} characters`),
});
export const createGoalSchema = goalFields.extend({ metric: goalFields.shape.metric.default(null), target: goalFields.shape.target.default(null), dueOn: goalFields.shape.dueOn.default(null), startOn: goalFields.shape.startOn.default(null), startValue: goalFields.shape.startValue.default(null), ownerName: goalFields.shape.ownerName.default("") });
const goalService = slugSchema.nullable();
/** A goal may be narrowed to one service. */
export const createGoalInput = createGoalSchema.extend({ service: goalService.default(null) });
export const updateGoalSchema = goalFields.extend({ service: goalService }).partial().extend({ id: z.string().min(1), version: versionSchema });

export const bySlugSchema = z.object({ slug: slugSchema });
export const byIdSchema = z.object({ id: z.string().min(1).max(80) });
export const lockedSlugSchema = bySlugSchema.extend({ version: versionSchema });
export const lockedIdSchema = byIdSchema.extend({ version: versionSchema });

const page = {
  q: z.string().trim().max(100).optional(),
  limit: z.int().min(1).max(catalogLimits.page).default(50),
  /** The `nextCursor` of the page before. */
  cursor: z.string().max(80).optional(),
};
const signed = <const T extends readonly [string, ...string[]]>(columns: T) => z.enum(columns.flatMap((column) => [column, `-${column}`]) as [T[number] | `-${T[number]}`, ...(T[number] | `-${T[number]}`)[]]);

export const listServicesSchema = z.object({
  ...page,
  tier: z.int().min(1).max(4).optional(),
  /** A team's slug, or `none` for services without an owner. */
  owner: slugSchema.optional(),
  /** Left out, retired services are not listed. */
  lifecycle: z.enum(lifecycles).optional(),
  /** A column, with a hyphen before it for descending. */
  sort: signed(serviceSorts).default("name"),
});
export const listTeamsSchema = z.object({ ...page, kind: z.enum(teamKinds).optional() });
export const listCustomersSchema = z.object({ ...page, tier: z.enum(customerTiers).optional() });
export const listGoalsSchema = z.object(page);

/** A link to something in the catalogue. */
export const referenceSchema = z.object({ slug: z.string(), name: z.string() });
export const neighbourSchema = referenceSchema.extend({
  tier: z.int(),
  /** 1 = direct, 2 = through one other service. */
  hops: z.int(),
});
const stored = { version: z.int(), isDemo: z.boolean() };
export const serviceRowSchema = z.object({
  slug: z.string(), name: z.string(), tier: z.int(), owner: referenceSchema.nullable(), lifecycle: z.enum(lifecycles), region: z.string().nullable(),
  dependencyCount: z.int(), customerCount: z.int(), ...stored,
});
export const customerReferenceSchema = referenceSchema.extend({ tier: z.enum(customerTiers) });
export const serviceSchema = serviceRowSchema.extend({
  description: z.string(), aliases: z.array(z.string()),
  /** What this service needs, up to two hops. */
  dependencies: z.array(neighbourSchema),
  /** What needs this service, up to two hops: who notices when it fails. */
  dependents: z.array(neighbourSchema),
  customers: z.array(customerReferenceSchema), createdAt: z.iso.datetime(),
  /** What watches it, with the present status; null for a reader who may not see monitors. */
  monitors: z.array(referenceSchema.extend({ status: z.enum(["up", "degraded", "down", "none"]) })).nullable(),
  /** Runbooks about it; null for a reader who may not see them. */
  runbooks: z.array(referenceSchema).nullable(),
});
export const teamRowSchema = z.object({ slug: z.string(), name: z.string(), kind: z.enum(teamKinds), email: z.string().nullable(), aliases: z.array(z.string()), serviceCount: z.int(), ...stored });
export const ownedServiceSchema = referenceSchema.extend({ tier: z.int(), lifecycle: z.enum(lifecycles) });
export const teamSchema = teamRowSchema.extend({ services: z.array(ownedServiceSchema), createdAt: z.iso.datetime() });
export const customerRowSchema = z.object({ slug: z.string(), name: z.string(), tier: z.enum(customerTiers), region: z.string().nullable(), aliases: z.array(z.string()), serviceCount: z.int(), ...stored });
export const customerSchema = customerRowSchema.extend({ services: z.array(ownedServiceSchema), createdAt: z.iso.datetime() });
export const goalSchema = goalFields.extend({ id: z.string(), service: referenceSchema.nullable(), createdAt: z.iso.datetime(), ...stored });
export const goalStatuses = ["met", "missed", "on_track", "behind", "open", "not_measured"] as const;
export const goalProgressSchema = z.object({
  goal: goalSchema,
  /** Null when it names none, or one that is hidden from the asker. */
  metric: z.object({ id: z.string(), label: z.string(), unit: z.string(), definition: z.string(), kind: z.enum(["flow", "stock", "span"]), goodDirection: z.enum(["up", "down", "neutral"]) }).nullable(),
  status: z.enum(goalStatuses), value: z.number().nullable(), startValue: z.number().nullable(),
  /** Share of the way from start to target that is done, and share of its time that has passed. */
  progress: z.number().nullable(), elapsed: z.number().nullable(),
  /** What the value was taken over, and why there is none. */
  period: z.string().nullable(), reason: z.string().nullable(), at: z.iso.datetime(),
});

/** The counts hold for the whole filter, not for the page. */
export const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int() });

export const importCatalogSchema = z.object({
  /** The YAML text itself. */
  text: z.string().min(1, "the file is empty").max(catalogLimits.importBytes, "the list is larger than 512 KiB"),
  /** The file's name, as people know it. */
  source: z.string().trim().min(1).max(200).default("catalogue.yaml"),
  /** True reports what would happen and changes nothing. */
  dryRun: z.boolean().default(false),
  /** Needed to import into an organisation that holds demo data. */
  allowMixed: z.boolean().default(false),
});
export const importReportSchema = z.object({
  runId: z.string(), kind: z.string(), source: z.string(), zone: z.string(), dryRun: z.boolean(), status: z.enum(["completed", "failed"]),
  rowsRead: z.int(), created: z.int(), updated: z.int(), unchanged: z.int(), rejected: z.int(),
  rejections: z.array(z.object({ line: z.int(), reason: z.string(), excerpt: z.string() })),
});

export type Lifecycle = (typeof lifecycles)[number];
export type CustomerTier = (typeof customerTiers)[number];
export type TeamKind = (typeof teamKinds)[number];
export type CreateService = z.output<typeof createServiceSchema>;
export type UpdateService = z.output<typeof updateServiceSchema>;
export type CreateTeam = z.output<typeof createTeamSchema>;
export type UpdateTeam = z.output<typeof updateTeamSchema>;
export type CreateCustomer = z.output<typeof createCustomerSchema>;
export type UpdateCustomer = z.output<typeof updateCustomerSchema>;
export type CreateGoal = z.output<typeof createGoalSchema>;
export type CreateGoalInput = z.output<typeof createGoalInput>;
export type GoalProgress = z.output<typeof goalProgressSchema>;
export type UpdateGoal = z.output<typeof updateGoalSchema>;
export type ListServices = z.output<typeof listServicesSchema>;
export type ListTeams = z.output<typeof listTeamsSchema>;
export type ListCustomers = z.output<typeof listCustomersSchema>;
export type ListGoals = z.output<typeof listGoalsSchema>;
export type Reference = z.output<typeof referenceSchema>;
export type Neighbour = z.output<typeof neighbourSchema>;
export type ServiceRow = z.output<typeof serviceRowSchema>;
export type ServiceDetail = z.output<typeof serviceSchema>;
export type TeamRow = z.output<typeof teamRowSchema>;
export type TeamDetail = z.output<typeof teamSchema>;
export type CustomerRow = z.output<typeof customerRowSchema>;
export type CustomerDetail = z.output<typeof customerSchema>;
export type GoalRow = z.output<typeof goalSchema>;
export type ImportReport = z.output<typeof importReportSchema>;
export type ImportCatalogInput = z.output<typeof importCatalogSchema>;
