import { z } from "zod";

export const knowledgeLimits = { page: 200, defaultPage: 100, query: 200, fileBytes: 1_048_576 } as const;

/** `section`: by section, then weight and title. */
export const runbookSorts = ["section", "title", "-updated"] as const;
export type RunbookSort = (typeof runbookSorts)[number];

const instant = z.iso.datetime();

export const listRunbooksInputSchema = z.object({
  /** Every word must occur in title, alert names, section or text. */
  q: z.string().trim().max(knowledgeLimits.query).optional(),
  section: z.string().max(200).optional(),
  sort: z.enum(runbookSorts).default("section"),
  limit: z.int().min(1).max(knowledgeLimits.page).default(knowledgeLimits.defaultPage),
  cursor: z.string().max(1000).optional(),
});

export const runbookRowSchema = z.object({
  slug: z.string(),
  title: z.string(),
  /** The folder that it came from; empty at the top. */
  section: z.string(),
  /** Alerts that this text is about, as monitoring systems name them. */
  alertNames: z.array(z.string()),
  /** Its headings of the second level: what a reader will find. */
  headings: z.array(z.string()),
  /** Where a word of the search stands in the prose; null without a search, or when title and alerts have every word, or only an address has it. */
  excerpt: z.string().nullable(),
  updatedAt: instant,
  isDemo: z.boolean(),
});

export const listRunbooksOutputSchema = z.object({
  items: z.array(runbookRowSchema),
  nextCursor: z.string().nullable(),
  total: z.int(),
  /** Runbooks there are at all, so that "none yet" differs from "no match". */
  known: z.int(),
  sections: z.array(z.object({ section: z.string(), count: z.int() })),
});

export const getRunbookInputSchema = z.object({ slug: z.string().max(200) });

export const runbookLinkSchema = z.object({
  /** A web address, a runbook's page, or the name of a file that is not in the library. */
  target: z.string(),
  kind: z.enum(["web", "runbook", "missing"]),
  label: z.string(),
});

export const runbookDetailSchema = runbookRowSchema.omit({ excerpt: true, headings: true }).extend({
  /** Markdown to show: without front matter and first heading; references lead to pages of the portal. Raw HTML in it is text. */
  markdown: z.string(),
  /** Headings of `markdown` in their order. */
  contents: z.array(z.object({ level: z.int().min(1).max(6), text: z.string() })),
  links: z.array(runbookLinkSchema),
  /** Front matter beside title and weight; a value that is not text is written as JSON. */
  frontMatter: z.array(z.object({ key: z.string(), value: z.string() })),
  service: z.object({ slug: z.string(), name: z.string() }).nullable(),
  /** Path of the file that it was imported from; null when it was written here. */
  sourceKey: z.string().nullable(),
  /** Changed here since its import. */
  isEdited: z.boolean(),
});

export type RunbookRow = z.infer<typeof runbookRowSchema>;
export type RunbookDetail = z.infer<typeof runbookDetailSchema>;
export type RunbookLink = z.infer<typeof runbookLinkSchema>;
export type ListRunbooksInput = z.output<typeof listRunbooksInputSchema>;
export type ListRunbooksOutput = z.infer<typeof listRunbooksOutputSchema>;

// ---- Documents ----

export const docLimits = { title: 200, body: 400_000, note: 500, comment: 1000, versions: 200 } as const;
/** Who a document is for; without any, everyone inside the organisation. */
export const audienceRoles = ["admin", "operator", "support", "executive", "viewer", "requester"] as const;
export const docKinds = ["doc", "policy"] as const;
export const docStates = ["draft", "published", "archived"] as const;
export const versionStates = ["draft", "in_review", "rejected", "published"] as const;
export const freshnessStates = ["current", "due", "overdue", "never"] as const;

const docSlug = z.string().min(1).max(200);
const day = z.iso.date();
const audience = z.array(z.enum(audienceRoles)).max(audienceRoles.length);
const title = z.string().trim().min(1, "Give it a title.").max(docLimits.title);
const body = z.string().trim().min(1, "Write something first.").max(docLimits.body, "A document holds at most 400,000 characters; split it.");

export const docRowSchema = z.object({
  slug: docSlug,
  title: z.string(),
  kind: z.enum(docKinds),
  /** A heading under which the space lists it; empty for none. */
  section: z.string(),
  state: z.enum(docStates),
  ownerName: z.string().nullable(),
  freshness: z.enum(freshnessStates),
  reviewBy: day.nullable(),
  updatedAt: instant,
  isDemo: z.boolean(),
});

export const spaceSchema = z.object({
  slug: z.string(),
  title: z.string(),
  description: z.string(),
  audience,
  /** Comes with the portal and changes with it: read only. */
  isShipped: z.boolean(),
});

export const listDocsInputSchema = z.object({ space: z.string().max(100).optional(), state: z.enum(docStates).optional() });
export const listDocsOutputSchema = z.object({ items: z.array(spaceSchema.extend({ docs: z.array(docRowSchema) })), nextCursor: z.null() });

export const getDocInputSchema = z.object({ slug: docSlug });
export const readDocInputSchema = getDocInputSchema.extend({ /** Somebody opens its page to read it: counted. */ isReading: z.boolean().default(false) });
export const brokenLinkSchema = z.object({ line: z.int(), target: z.string(), reason: z.string() });
const versionRowSchema = z.object({
  number: z.int(), title: z.string(), note: z.string(), origin: z.enum(["edit", "import", "shipped"]), state: z.enum(versionStates),
  authorName: z.string(), createdAt: instant, reviewedBy: z.string().nullable(), reviewNote: z.string(),
});
export const docDetailSchema = docRowSchema.extend({
  space: spaceSchema.nullable(),
  /** Markdown to show, without front matter and first heading. Raw HTML in it is text. */
  markdown: z.string(),
  contents: z.array(z.object({ level: z.int().min(1).max(6), text: z.string() })),
  /** Number of the version that is shown; 0 while nothing is published. */
  publishedVersion: z.int(),
  version: z.int(),
  audience,
  reviewEveryDays: z.int().nullable(),
  reviewedAt: instant.nullable(),
  reviewedBy: z.string().nullable(),
  sourceKey: z.string().nullable(),
  isEdited: z.boolean(),
  brokenLinks: z.array(brokenLinkSchema),
  /** The newest version that is not published yet. */
  pending: versionRowSchema.nullable(),
  useful: z.object({ yes: z.int(), no: z.int(), /** What this reader said; null for nothing yet. */ own: z.boolean().nullable() }),
  /** Times it was opened in the last 30 days. */
  reads: z.int(),
  canEdit: z.boolean(),
});

export const listVersionsOutputSchema = z.object({ items: z.array(versionRowSchema), nextCursor: z.null() });
export const getVersionInputSchema = z.object({ slug: docSlug, number: z.int().min(1), /** Compare with this one; without it with the one before. */ against: z.int().min(0).optional() });
export const versionDetailSchema = versionRowSchema.extend({
  body: z.string(),
  against: z.int().nullable(),
  hunks: z.array(z.object({ skipped: z.int(), lines: z.array(z.object({ kind: z.enum(["same", "removed", "added"]), text: z.string() })) })),
});

export const createDocInputSchema = z.object({
  space: z.string().max(100), title, body, section: z.string().trim().max(100).default(""), kind: z.enum(docKinds).default("doc"),
  /** A request that this document answers. */
  requestId: z.string().max(60).optional(),
});
export const createSpaceInputSchema = z.object({ title: z.string().trim().min(1).max(80), description: z.string().trim().max(300).default(""), audience: audience.default([]) });
export const saveDraftInputSchema = z.object({
  slug: docSlug, title, body, note: z.string().trim().max(docLimits.note).default(""),
  /** The newest version that the writer has seen; a newer one is a conflict and nothing is written. */
  base: z.int().min(0),
});
export const draftSavedSchema = z.object({ slug: docSlug, number: z.int() });
/** A version that is sent back without a word leaves its writer guessing. */
export const sayWhy = "Say what has to change first.";
export const decideVersionInputSchema = z.object({ slug: docSlug, number: z.int().min(1), decision: z.enum(["submit", "publish", "reject"]), note: z.string().trim().max(docLimits.note).default("") })
  .refine(({ decision, note }) => decision !== "reject" || note !== "", { message: sayWhy, path: ["note"] });
export const decidedSchema = z.object({ slug: docSlug, number: z.int(), state: z.enum(versionStates) });
export const updateDocInputSchema = z.object({
  slug: docSlug, version: z.int(), section: z.string().trim().max(100).optional(), ownerName: z.string().trim().max(120).nullable().optional(), audience: audience.optional(),
  reviewBy: day.nullable().optional(), reviewEveryDays: z.int().min(1).max(1000).nullable().optional(), state: z.enum(["published", "archived"]).optional(),
});
export const markReviewedInputSchema = z.object({ slug: docSlug, version: z.int() });
export const docChangedSchema = z.object({ slug: docSlug, version: z.int() });
export const rateDocInputSchema = z.object({ slug: docSlug, isUseful: z.boolean(), comment: z.string().trim().max(docLimits.comment).default("") });
export const ratedSchema = z.object({ yes: z.int(), no: z.int() });

export const boardRowSchema = docRowSchema.extend({ space: z.string().nullable(), reads: z.int(), yes: z.int(), no: z.int(), reviewedAt: instant.nullable() });
export const docRequestSchema = z.object({ id: z.string(), words: z.string(), times: z.int(), state: z.enum(["open", "written", "declined"]), ownerName: z.string().nullable(), lastAt: instant, version: z.int(), doc: z.object({ slug: docSlug, title: z.string() }).nullable() });
export const boardOutputSchema = z.object({
  counts: z.object({ documents: z.int(), overdue: z.int(), due: z.int(), never: z.int(), broken: z.int(), requests: z.int() }),
  /** To be looked at: overdue first, then due, then never reviewed. */
  items: z.array(boardRowSchema),
  /** Read most in 30 days and not current. */
  readAndStale: z.array(boardRowSchema),
  requests: z.array(docRequestSchema),
  inReview: z.array(z.object({ slug: docSlug, title: z.string(), number: z.int(), authorName: z.string(), createdAt: instant })),
});
/** Nobody learns later why it is not written, unless it is said now. */
export const sayWhyNot = "Say why nobody will write it.";
export const changeRequestInputSchema = z
  .object({
    id: z.string().max(60), version: z.int(), ownerName: z.string().trim().max(120).nullable().optional(), state: z.enum(["open", "written", "declined"]).optional() ,
    /** Why it is declined: kept in the audit log. Who searched is not on record, so that nobody can be told. */
    note: z.string().trim().max(docLimits.note).default("") })
  .refine(({ state, note }) => state !== "declined" || note !== "", { message: sayWhyNot, path: ["note"] });

export type DocRow = z.infer<typeof docRowSchema>;
export type DocSpace = z.infer<typeof spaceSchema>;
export type DocDetail = z.infer<typeof docDetailSchema>;
export type VersionRow = z.infer<typeof versionRowSchema>;
export type VersionDetail = z.infer<typeof versionDetailSchema>;
export type BoardOutput = z.infer<typeof boardOutputSchema>;
export type BoardRow = z.infer<typeof boardRowSchema>;
export type DocRequest = z.infer<typeof docRequestSchema>;
