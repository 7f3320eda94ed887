import { z } from "zod";

export const searchLimits = { query: 200, results: 50, defaultResults: 20 } as const;

export const searchKinds = ["document", "runbook", "ticket", "incident", "window", "service", "person", "brief"] as const;
export type SearchKind = (typeof searchKinds)[number];

export const searchInputSchema = z.object({
  q: z.string().trim().min(1, "Type a word.").max(searchLimits.query),
  /** Only these; every kind that you may read without it. */
  kinds: z.array(z.enum(searchKinds)).max(searchKinds.length).optional(),
  /** Only what changed since. */
  changedSince: z.iso.datetime().optional(),
  /** Only what is about this service, by its slug. */
  service: z.string().max(80).optional(),
  limit: z.int().min(1).max(searchLimits.results).default(searchLimits.defaultResults),
  /** The last word may be unfinished: for results while somebody types. */
  isTyping: z.boolean().default(false),
});

export const snippetPartSchema = z.object({ text: z.string(), isMatch: z.boolean() });

export const searchHitSchema = z.object({
  kind: z.enum(searchKinds),
  refId: z.string(),
  title: z.string(),
  /** Leads to the part of a document that fits best. */
  href: z.string(),
  label: z.string(),
  /** Heading of that part; empty for the top of the page and for anything without parts. */
  heading: z.string(),
  snippet: z.array(snippetPartSchema),
  changedAt: z.iso.datetime(),
  /** 0 to about 1.5: how well words, freshness and use speak for it. Only comparable within one search. */
  score: z.number(),
});

export const searchOutputSchema = z.object({
  items: z.array(searchHitSchema),
  nextCursor: z.null(),
  /** Matches of each kind, up to a thousand; of a partial search, those that were weighed. */
  counts: z.array(z.object({ kind: z.enum(searchKinds), count: z.int() })),
  /** Words that were taken for others, because nothing has them as they stand. */
  repaired: z.array(z.object({ from: z.string(), to: z.string() })),
  /** No result has every word: these have some. */
  isPartial: z.boolean(),
  /** Names this search when its results are opened; null for one that is not kept. */
  searchId: z.string().nullable(),
});

export const noteOpenedInputSchema = z.object({ searchId: z.string().max(60), kind: z.enum(searchKinds), refId: z.string().max(200) });
export const noteOpenedOutputSchema = z.object({ noted: z.boolean() });

export type SearchInput = z.output<typeof searchInputSchema>;
export type SearchOutput = z.input<typeof searchOutputSchema>;
export type SearchHit = z.infer<typeof searchHitSchema>;
export type SnippetPart = z.infer<typeof snippetPartSchema>;
