import "server-only";
import type { AskInput, Brief } from "#contract/query";
import type { SemanticLayer } from "#core/query";
import { DomainError } from "@/server/platform/errors";
import type { Ctx } from "@/server/platform/registry";
import { admitQuestion } from "./admission";
import { askQuestion } from "./engine";

/** The whole answer at once, for faces that do not stream. */
export async function collectBrief(input: AskInput, ctx: Ctx, layer: SemanticLayer): Promise<Brief> {
  const release = await admitQuestion(ctx.signal);
  let brief: Brief | undefined;
  try {
    for await (const part of askQuestion(input, ctx, layer)) {
      if (part.type === "error") throw new DomainError("UNAVAILABLE", part.message);
      if (part.type === "brief") brief = part.brief;
    }
  } finally {
    release();
  }
  if (!brief) throw new DomainError("UNAVAILABLE", "The answer was not completed. Ask again.");
  return brief;
}
