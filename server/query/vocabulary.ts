import "server-only";
import type { z } from "zod";
import type { vocabularyOutput } from "#contract/query";
import type { SemanticLayer } from "#core/query";
import type { Ctx } from "@/server/platform/registry";
import { isVisible } from "./core/gate";
import { dimensionWords } from "./core/vocabulary";
import { currentVersions } from "./coverage";
import { loadLexicon } from "./engine";
import { readerOf } from "./reader";

const periods = ["today", "yesterday", "this week", "last week", "this month", "last month", "this quarter", "last quarter", "this year", "last year", "last 7 days", "last 30 days", "last 90 days", "over the whole record"];

/** Names that the reader may use: figures that they may see, and things of the catalogue if they may read it. */
export async function readVocabulary(layer: SemanticLayer, ctx: Ctx): Promise<z.input<typeof vocabularyOutput>> {
  const reader = readerOf(ctx.actor);
  const lexicon = await loadLexicon(layer, await currentVersions(), ctx.actor);
  const mayNameThings = reader.permissions.has("catalog.read") && reader.scope.kind === "all";
  return {
    metrics: layer.metrics.filter((metric) => isVisible(metric, reader)).map(({ id, label, definition, unit, domain, dimensions }) => ({ id, label, definition, unit, domain, dimensions: dimensions.map((dimension) => dimension.id) })),
    entities: mayNameThings ? lexicon.entities.map(({ type, id, name }) => ({ type, id, name })) : [],
    dimensions: Object.entries(dimensionWords).map(([id, { label }]) => ({ id, label })),
    periods,
  };
}
