import { z } from "zod";
import { alertLimits } from "./limits";

export const instant = z.iso.datetime();
/** Other systems write nanoseconds and offsets. */
export const anyInstant = z.string().max(60).refine((text) => !Number.isNaN(Date.parse(text)), "is not a time");
export const number = z.coerce.number().int().positive();
export const slug = z.string().trim().min(1).max(80);
export const line = z.string().trim().min(1).max(alertLimits.title);
export const reference = z.object({ slug: z.string(), name: z.string() });
export const labels = z.record(z.string().min(1).max(200), z.string().max(alertLimits.text)).refine((all) => Object.keys(all).length <= alertLimits.labels, `has more than ${alertLimits.labels} entries`);
export const version = z.number().int();

export const turnSchema = z.object({ person: z.string(), userId: z.string(), from: instant, to: instant, isOverride: z.boolean() });

export const channelSlug = z.string().trim().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "only lower-case letters, digits and hyphens").max(60);
