import "server-only";
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from "yaml";
import { DomainError } from "../platform/errors";
import { catalogLimits } from "./contract";
import { catalogKinds, type CatalogKind, type Fault, type RawRow } from "./core";

const sections: Readonly<Record<string, CatalogKind>> = { teams: "team", services: "service", customers: "customer", goals: "goal" };
/** YAML references may multiply what they name; more than this is an attack, not a list. */
const maxAliasCount = 100;
const expected = "Expected a mapping with any of teams, services, customers and goals, each a list; or one list of services (an entry may say `type: team`).";

export interface YamlRows {
  rows: RawRow[];
  faults: Fault[];
}

interface Source {
  text: string;
  document: Document;
  lines: LineCounter;
}

function placeOf(node: Node | null, { text, lines }: Source): { line: number; excerpt: string } {
  const [start = 0, end = start] = node?.range ?? [];
  return { line: lines.linePos(start).line, excerpt: text.slice(start, Math.min(end, start + 200)).split("\n", 1)[0]?.trim() ?? "" };
}

const typeOf = (node: Node | null): unknown => (isMap(node) ? node.get("type") : undefined);
const isKind = (value: unknown): value is CatalogKind => catalogKinds.includes(value as CatalogKind);

function rowsOfList(list: Node | null, kind: CatalogKind | null, source: Source): YamlRows {
  const place = placeOf(list, source);
  if (isScalar(list) && list.value === null) return { rows: [], faults: [] };
  if (!isSeq(list)) return { rows: [], faults: [{ ...place, reason: "this must be a list" }] };
  const rows: RawRow[] = [];
  const faults: Fault[] = [];
  for (const item of list.items as Node[]) {
    const at = placeOf(item, source);
    const type = kind ?? typeOf(item) ?? "service";
    if (isKind(type)) rows.push({ kind: type, value: item.toJS(source.document, { maxAliasCount }) as unknown, ...at });
    else faults.push({ ...at, reason: `type: one of ${catalogKinds.join(", ")}` });
  }
  return { rows, faults };
}

function rowsOfSections(contents: Node | null, source: Source): YamlRows {
  if (!isMap(contents)) throw new DomainError("VALIDATION", `This is not a catalogue list. ${expected}`);
  const parts = contents.items.map((pair): YamlRows => {
    const key = pair.key as Node;
    const name = isScalar(key) ? String(key.value) : "";
    const kind = sections[name];
    if (kind === undefined) return { rows: [], faults: [{ ...placeOf(key, source), reason: `unknown section "${name}"; use ${Object.keys(sections).join(", ")}` }] };
    return rowsOfList(pair.value as Node | null, kind, source);
  });
  if (parts.every((part) => part.rows.length === 0)) throw new DomainError("VALIDATION", `This list holds nothing to import. ${expected}`);
  return { rows: parts.flatMap((part) => part.rows), faults: parts.flatMap((part) => part.faults) };
}

/** Reads a YAML list into entries with their lines. Text that is not YAML, or no catalogue list, is refused with what was expected. */
export function readYaml(text: string): YamlRows {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const broken = document.errors[0];
  if (broken) throw new DomainError("VALIDATION", `Line ${broken.linePos?.[0].line ?? 1} is not YAML: ${broken.message.split("\n", 1)[0] ?? "cannot be read"}`);
  const contents = document.contents;
  const source: Source = { text, lines, document };
  const found = isSeq(contents) ? rowsOfList(contents, null, source) : rowsOfSections(contents, source);
  if (found.rows.length > catalogLimits.importRows) throw new DomainError("LIMIT_EXCEEDED", `The list has ${found.rows.length} entries; at most ${catalogLimits.importRows} are imported at once.`);
  return found;
}
