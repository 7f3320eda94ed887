import { z } from "zod";

export const instant = z.iso.datetime();
export const slug = z.string().trim().regex(/^[a-z0-9][a-z0-9-]*$/, "Lower-case letters, digits and hyphens.").max(80);

export const ratio = z.number().nullable();
export const reference = z.object({ slug: z.string(), name: z.string() }).nullable();
