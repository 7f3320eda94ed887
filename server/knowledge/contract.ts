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
