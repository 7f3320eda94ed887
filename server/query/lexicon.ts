import "server-only";
import type { SemanticLayer } from "#core/query";
import type { Actor } from "@/server/platform/auth/actor";
import { buildLexicon } from "./core/build-lexicon";
import type { Lexicon } from "./core/parse/lexicon";
import { readEntities, readTicketValues } from "./evidence-repository";

interface Held {
  versions: string;
  digest: string;
  lexicon: Lexicon;
}

const valuesMaxAgeMs = 30_000;
// One lexicon a database: the parser prepares its index once for each lexicon object, so an unchanged one keeps its identity.
const held = new Map<string, Held>();
let values: { database: string; at: number; rows: Awaited<ReturnType<typeof readTicketValues>> } | undefined;

async function ticketValues(database: string): Promise<Awaited<ReturnType<typeof readTicketValues>>> {
  if (values?.database !== database || performance.now() - values.at > valuesMaxAgeMs) values = { database, at: performance.now(), rows: await readTicketValues() };
  return values.rows;
}

async function load(layer: SemanticLayer, database: string): Promise<Lexicon> {
  const [entities, rows] = await Promise.all([readEntities(), ticketValues(database)]);
  return buildLexicon(layer, { entities, values: rows });
}

let bound: Lexicon | undefined;

/**
 * Names by which a question may mean things: the semantic layer's and those of the live catalogue, reloaded when its data changes. Who may not see
 * everything knows no names: recognising one would tell that it exists.
 */
export async function loadLexicon(layer: SemanticLayer, versions: string, { scope }: Pick<Actor, "scope">): Promise<Lexicon> {
  if (scope.kind !== "all") return (bound ??= buildLexicon(layer, { entities: [], values: [] }));
  const database = process.env.DATABASE_URL ?? "";
  const known = held.get(database);
  if (known?.versions === versions) return known.lexicon;
  const lexicon = await load(layer, database);
  const digest = JSON.stringify(lexicon);
  const kept = known?.digest === digest ? known.lexicon : lexicon;
  held.set(database, { versions, digest, lexicon: kept });
  return kept;
}
