import "server-only";
import { isMap, isSeq, LineCounter, parseAllDocuments, type Document, type Node, type Pair } from "yaml";
import { dayMs, indicatorsOf, pathText, readAlertWindows, readOpenSlo, readSloth, type AlertWindows, type Fault, type Path, type ReadDocument, type ReadSlo } from "#core/slo";
import { DomainError } from "../platform/errors";
import { sloLimits } from "./contract";

/** YAML references may multiply what they name; more than this is an attack, not a file. */
const maxAliasCount = 100;

export interface Placed {
  line: number;
  path: string;
  reason: string;
  excerpt: string;
}

export interface SloFile {
  slos: (ReadSlo & { line: number })[];
  faults: Placed[];
  notCarried: Placed[];
}

interface Entry {
  document: Document;
  /** Where the entry begins within its document: nowhere, or an item of a list. */
  base: Path;
  value: unknown;
}

/** A document of a file is one spec or a list of them, as OpenSLO allows. */
function entriesOf(document: Document): Entry[] {
  const value = document.toJS({ maxAliasCount }) as unknown;
  if (Array.isArray(value)) return value.map((item: unknown, index): Entry => ({ document, base: [index], value: item }));
  return value === null ? [] : [{ document, base: [], value }];
}

const offsetOf = (node: unknown): number | undefined => (node as Node | null)?.range?.[0];

/** Where a path stands: at its key where it has one, else at the deepest part of it that is there. */
function offsetAt(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = offsetOf(node) ?? 0;
  for (const step of path) {
    const pair: Pair | undefined = isMap(node) ? node.items.find(({ key }) => String((key as { value?: unknown }).value ?? key) === String(step)) : undefined;
    const next: unknown = pair ? pair.value : isSeq(node) ? node.items[Number(step)] : undefined;
    const found = pair ? offsetOf(pair.key) : offsetOf(next);
    if (found === undefined) return offset;
    offset = found;
    node = next;
  }
  return offset;
}

/** A catalogue of windows is for the SLOs of its file that are as long as it says. */
function takeWindows(slos: readonly ReadSlo[], { path, periodMs, rows }: AlertWindows): Fault[] {
  const meant = slos.filter(({ slo: { definition: { window } } }) => window.kind === "rolling" && window.days * dayMs === periodMs);
  for (const { slo } of meant) slo.definition = { ...slo.definition, alertRows: rows };
  return meant.length > 0 ? [] : [{ path: [...path, "spec", "sloPeriod"], reason: `no SLO of this file looks back over ${periodMs / dayMs} days` }];
}

type Read = ReadDocument & { catalogue: AlertWindows | null };

function readCatalogue(value: unknown, base: Path): Read {
  const faults: Fault[] = [];
  const catalogue = readAlertWindows(value, base, faults);
  return { slos: [], faults, notCarried: [], catalogue };
}

/** Every entry is of OpenSLO or of Sloth by its own `apiVersion` or `version`. */
function readEntry({ value, base }: Entry, indicators: ReturnType<typeof indicatorsOf>): Read {
  const { apiVersion, kind } = (value ?? {}) as { apiVersion?: unknown; kind?: unknown };
  if (typeof apiVersion === "string" && apiVersion.startsWith("openslo/")) return { ...readOpenSlo(value, base, indicators), catalogue: null };
  if (kind === "AlertWindows") return readCatalogue(value, base);
  const isSloth = typeof value === "object" && value !== null && ("slos" in value || "version" in value || String(apiVersion).startsWith("sloth.slok.dev/"));
  if (isSloth) return { ...readSloth(value, base), catalogue: null };
  return { slos: [], faults: [{ path: base, reason: "is neither OpenSLO (apiVersion: openslo/v1) nor Sloth (version: prometheus/v1)" }], notCarried: [], catalogue: null };
}

/** All entries, the catalogues of windows laid on the SLOs that they are for. */
function readEntries(entries: readonly Entry[]): { entry: Entry; found: Read }[] {
  const indicators = indicatorsOf(entries.map(({ value, base }) => ({ value, path: base })));
  const read = entries.map((entry) => ({ entry, found: readEntry(entry, indicators) }));
  const slos = read.flatMap(({ found }) => found.slos);
  for (const { found } of read) if (found.catalogue) found.notCarried.push(...takeWindows(slos, found.catalogue));
  return read;
}

/** Reads specs of OpenSLO or Sloth with the line of everything that is wrong with them. Text that is not YAML is refused. */
export function readSloFile(text: string): SloFile {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: true });
  const documents = Array.isArray(parsed) ? parsed : [];
  const broken = documents.flatMap(({ errors }) => errors)[0];
  if (broken) throw new DomainError("VALIDATION", `Line ${broken.linePos?.[0].line ?? 1} is not YAML: ${broken.message.split("\n", 1)[0] ?? "cannot be read"}`);
  const entries = documents.flatMap((document) => entriesOf(document));
  const file: SloFile = { slos: [], faults: [], notCarried: [] };
  for (const { entry, found } of readEntries(entries)) {
    const lineOf = (path: Path): number => lines.linePos(offsetAt(entry.document, path)).line;
    const place = ({ path, reason }: Fault): Placed => ({ line: lineOf(path), path: pathText(path), reason, excerpt: text.split("\n")[lineOf(path) - 1]?.trim().slice(0, 200) ?? "" });
    file.slos.push(...found.slos.map((slo) => ({ ...slo, line: lineOf(slo.path) })));
    file.faults.push(...found.faults.map(place));
    file.notCarried.push(...found.notCarried.map(place));
  }
  if (file.slos.length > sloLimits.importSlos) throw new DomainError("LIMIT_EXCEEDED", `The file has ${file.slos.length} SLOs; at most ${sloLimits.importSlos} are imported at once.`);
  if (file.slos.length + file.faults.length === 0) throw new DomainError("VALIDATION", "There is no SLO in this file. Expected OpenSLO v1 (kind: SLO) or a spec of Sloth (version: prometheus/v1).");
  return file;
}
