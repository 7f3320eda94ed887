import { z } from "zod";
import { instant, reference, slug, turnSchema, version } from "./fields";
import { alertLimits } from "./limits";

const zone = z.string().min(1).max(60).refine((name) => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}, "is not a time zone");

export const setRotaInput = z.object({
  team: slug,
  /** 0 for a team without a rota. */
  version,
  zone,
  /** Local date and time at which the first person's turn began. */
  startsLocal: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "must read like 2026-01-05T09:00"),
  turnDays: z.number().int().min(1).max(60),
  /** User ids in the order of their turns. */
  members: z.array(z.string().max(80)).min(1, "Somebody has to be on call.").max(alertLimits.members),
});
export const removeRotaInput = z.object({ team: slug });
export const addOverrideInput = z.object({ team: slug, userId: z.string().max(80), from: instant, to: instant, reason: z.string().trim().max(200).default("") });
export const removeOverrideInput = z.object({ team: slug, id: z.string().max(80) });
export const rotaChangedOutput = z.object({ team: z.string() });

export const rotaSchema = z.object({
  team: reference, zone: z.string(), startsLocal: z.string(), turnDays: z.number().int(), members: z.array(z.object({ userId: z.string(), name: z.string() })), version,
  now: turnSchema.nullable(),
  /** From now on, one after the other. */
  turns: z.array(turnSchema),
  overrides: z.array(z.object({ id: z.string(), person: z.string(), from: instant, to: instant, reason: z.string() })),
});
export type RotaView = z.infer<typeof rotaSchema>;
export const listRotasInput = z.object({ team: slug.optional(), turns: z.coerce.number().int().min(1).max(alertLimits.turns).default(6) });
export const listRotasOutput = z.object({
  items: z.array(rotaSchema), nextCursor: z.null(),
  /** Teams without a rota: nobody of them is woken first. */
  without: z.array(reference),
  /** People who can be on call. */
  people: z.array(z.object({ userId: z.string(), name: z.string() })),
});
