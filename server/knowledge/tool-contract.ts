import { z } from "zod";

export const searchInput = z.object({ q: z.string().trim().min(1, "Type a word.").max(200), limit: z.number().int().min(1).max(50).default(10) });
const bounded = { total: z.number().int(), rowLimit: z.number().int(), isTruncated: z.boolean() };
export const searchOutput = z.object({
  items: z.array(z.object({ slug: z.string(), title: z.string(), section: z.string(), service: z.string().nullable(), /** Words of the question that it holds, a title or an alert counting twice. */ relevance: z.number(), /** The place in the text where one of the words stands. */ excerpt: z.string().nullable(), path: z.string() })),
  ...bounded,
});
