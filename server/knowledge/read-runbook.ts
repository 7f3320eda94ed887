import "server-only";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { alertNamesOf, baseNameOf, headingsOf, linksOf, sectionOf, splitFrontMatter, type Heading } from "#core/knowledge";

export interface RunbookFile {
  /** From the root of the library, with "/": what the runbook is known by. */
  path: string;
  text: string;
}

export interface ParsedRunbook {
  path: string;
  title: string;
  section: string;
  weight: number;
  headings: Heading[];
  links: string[];
  alertNames: string[];
  /** Slug, name or alias of the service that the front matter names. */
  serviceName: string | null;
}

export type RunbookResult = { ok: true; runbook: ParsedRunbook } | { ok: false; line: number; reason: string };

export interface FrontMatter {
  known: { title?: string | undefined; weight?: number | undefined; service?: string | undefined; alerts: string[] };
  /** Keys beside title and weight, as text; what is not text is written as JSON. */
  rest: { key: string; value: string }[];
  /** Every key as YAML gave it. */
  values: Readonly<Record<string, unknown>>;
}

type FrontMatterResult = { ok: true; frontMatter: FrontMatter; body: string } | { ok: false; line: number; reason: string };

const names = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const schema = z.looseObject({ title: z.string("title must be text").trim().min(1, "title is empty").max(300, "title is longer than 300 characters").optional(), weight: z.int("weight must be a whole number").optional(), service: z.string("service must be a name").optional(), alerts: names.optional() });

/** Reads the front matter; a fault names its line in the file. Without front matter everything is unset. */
export function readFrontMatter(text: string): FrontMatterResult {
  const split = splitFrontMatter(text);
  if (!split.ok) return split;
  if (split.yaml === null || split.yaml.trim() === "") return { ok: true, frontMatter: { known: { alerts: [] }, rest: [], values: {} }, body: split.body };
  const lineCounter = new LineCounter();
  const document = parseDocument(split.yaml, { lineCounter });
  const [error] = document.errors;
  // The first line of the file is the mark before the front matter.
  if (error) return { ok: false, line: lineCounter.linePos(error.pos[0]).line + 1, reason: `the front matter is not YAML: ${error.message.split("\n", 1)[0]?.replace(/ at line \d+.*$/, "") ?? ""}` };
  const value = document.toJSON() as unknown;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { ok: false, line: 2, reason: "the front matter is not a list of keys and values" };
  const parsed = schema.safeParse(value);
  if (!parsed.success) return { ok: false, line: lineOfKey(split.yaml, String(parsed.error.issues[0]?.path[0] ?? "")), reason: parsed.error.issues[0]?.message ?? "the front matter cannot be read" };
  const { title, weight, service, alerts } = parsed.data;
  const rest = Object.entries(value).filter(([key]) => key !== "title" && key !== "weight");
  return { ok: true, frontMatter: { known: { title, weight, service, alerts: alerts ?? [] }, rest: rest.map(([key, word]) => ({ key, value: typeof word === "string" ? word : JSON.stringify(word) })), values: value as Record<string, unknown> }, body: split.body };
}

/** The line of the file in which a key of its front matter stands. */
export const lineOfKey = (yaml: string, key: string): number => Math.max(0, yaml.split("\n").findIndex((line) => line.startsWith(`${key}:`))) + 2;

export function readRunbook(file: RunbookFile): RunbookResult {
  if (file.text.includes("\0")) return { ok: false, line: 1, reason: "the file is not text" };
  const read = readFrontMatter(file.text);
  if (!read.ok) return read;
  if (read.body.trim() === "") return { ok: false, line: 1, reason: "the file holds no text" };
  const { known } = read.frontMatter;
  const headings = headingsOf(read.body);
  const firstHeading = headings.find((heading) => heading.level === 1)?.text ?? null;
  const title = known.title ?? (firstHeading === null || firstHeading === "" ? baseNameOf(file.path) : firstHeading);
  return {
    ok: true,
    runbook: {
      path: file.path, title, section: sectionOf(file.path), weight: known.weight ?? 0, headings, links: linksOf(read.body, file.path),
      alertNames: alertNamesOf({ path: file.path, firstHeading, listed: known.alerts }), serviceName: known.service ?? null,
    },
  };
}
