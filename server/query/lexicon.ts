import "server-only";
import type { SemanticLayer } from "#core/query";
import type { Actor } from "@/server/platform/auth/actor";
import { versionsText, type Domain, type Versions } from "@/server/platform/versions";
import { buildLexicon } from "./core/build-lexicon";
import type { Lexicon } from "./core/parse/lexicon";
import { readEntities, readTicketValues } from "./evidence-repository";
import { processState } from "@/server/platform/process-state";

interface Held {
  versions: string;
  digest: string;
  lexicon: Lexicon;
}

interface Values {
  at: number;
  rows: Awaited<ReturnType<typeof readTicketValues>>;
}

const valuesMaxAgeMs = 30_000;
/** Things are named by the catalogue and by monitors, values of fields by tickets. */
const namedBy: readonly Domain[] = ["catalog", "monitors", "tickets"];
// The parser prepares its index once for each lexicon object, so an unchanged one keeps its identity.
const held = processState<{ lexicon?: Held; values?: Values; bound?: Lexicon; underWay?: { versions: string; loading: Promise<Lexicon> } }>("lexicon", () => ({})).current;

async function ticketValues(): Promise<Values["rows"]> {
  const { values } = held();
  if (values && performance.now() - values.at <= valuesMaxAgeMs) return values.rows;
  const rows = await readTicketValues();
  held().values = { at: performance.now(), rows };
  return rows;
}

async function load(layer: SemanticLayer, versions: string): Promise<Lexicon> {
  const [entities, rows] = await Promise.all([readEntities(), ticketValues()]);
  const { lexicon: known } = held();
  const lexicon = buildLexicon(layer, { entities, values: rows });
  const digest = JSON.stringify(lexicon);
  const kept = known?.digest === digest ? known.lexicon : lexicon;
  held().lexicon = { versions, digest, lexicon: kept };
  return kept;
}

/** One loading for all who ask after the same change. */
function loadOnce(layer: SemanticLayer, versions: string): Promise<Lexicon> {
  const { underWay } = held();
  if (underWay?.versions === versions) return underWay.loading;
  const loading = load(layer, versions).finally(() => {
    if (held().underWay?.loading === loading) delete held().underWay;
  });
  held().underWay = { versions, loading };
  return loading;
}

/**
 * Names by which a question may mean things: the semantic layer's and those of the live catalogue, reloaded when its data changes. Who may not see
 * everything knows no names: recognising one would tell that it exists.
 */
export async function loadLexicon(layer: SemanticLayer, current: Versions, { scope }: Pick<Actor, "scope">): Promise<Lexicon> {
  if (scope.kind !== "all") return (held().bound ??= buildLexicon(layer, { entities: [], values: [] }));
  const versions = versionsText(current, namedBy);
  const { lexicon: known } = held();
  return known?.versions === versions ? known.lexicon : loadOnce(layer, versions);
}
