import type { z } from "zod";
import type { PageParams } from "@/components/kit/with-params";

/**
 * A list's input from the address. A parameter that the list does not know, or whose value it would refuse, is left out, so that an old
 * or mistyped link still opens the list.
 */
export function listInput<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, params: PageParams): z.output<z.ZodObject<Shape>> {
  const known = Object.entries(schema.shape).flatMap(([name, field]) => {
    const given = params[name];
    const text = typeof given === "string" ? given : given?.[0];
    if (text === undefined || text === "") return [];
    const candidates: unknown[] = [text, Number(text)];
    const accepted = candidates.find((candidate) => (field as z.ZodType).safeParse(candidate).success);
    return accepted === undefined ? [] : [[name, accepted] as const];
  });
  return schema.parse(Object.fromEntries(known));
}
