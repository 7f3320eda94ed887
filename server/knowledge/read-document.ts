import "server-only";
import { z } from "zod";
import { baseNameOf, headingsOf, sectionOf } from "#core/knowledge";
import { audienceRoles, docKinds, docLimits } from "./contract";
import { lineOfKey, readFrontMatter } from "./read-runbook";

export interface ParsedDocument {
  path: string;
  title: string;
  kind: (typeof docKinds)[number];
  /** Title of the space that the front matter names, or else its first folder; null for a file at the top. */
  space: string | null;
  section: string;
  weight: number;
  /** Undefined where the file says nothing: what was set here stays. */
  ownerName: string | undefined;
  audience: string[] | undefined;
  reviewBy: string | undefined;
  reviewEveryDays: number | undefined;
}

export type DocumentResult = { ok: true; document: ParsedDocument } | { ok: false; line: number; reason: string };

const roles = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat()).pipe(z.array(z.enum(audienceRoles, `audience takes roles: ${audienceRoles.join(", ")}`)));
const schema = z.looseObject({
  kind: z.enum(docKinds, `kind must be ${docKinds.join(" or ")}`).default("doc"), space: z.string("space must be a name").trim().min(1).max(80).optional(), section: z.string("section must be a name").trim().max(100).optional(),
  owner: z.string("owner must be a name").trim().max(120).optional(), audience: roles.optional(), review_by: z.iso.date("review_by must be a date such as 2027-01-31").optional(),
  review_every: z.int("review_every must be a number of days").min(1).max(1000).optional(),
});

/** "operations/on-call" -> ["Operations", "On call"]: folders as people would write them. */
const titleOf = (folder: string): string => folder.replace(/[-_]+/g, " ").replace(/^./, (letter) => letter.toUpperCase());

/** One file of a library of documents. What is wrong names its line. */
export function readDocument(file: { path: string; text: string }): DocumentResult {
  if (file.text.includes("\0")) return { ok: false, line: 1, reason: "the file is not text" };
  if (file.text.length > docLimits.body) return { ok: false, line: 1, reason: `the file is longer than ${docLimits.body.toLocaleString("en")} characters; split it` };
  const read = readFrontMatter(file.text);
  if (!read.ok) return read;
  if (read.body.trim() === "") return { ok: false, line: 1, reason: "the file holds no text" };
  const { known, values } = read.frontMatter;
  const parsed = schema.safeParse(values);
  if (!parsed.success) return { ok: false, line: lineOfKey(file.text.replace(/^\uFEFF?---\r?\n/, ""), String(parsed.error.issues[0]?.path[0] ?? "")), reason: parsed.error.issues[0]?.message ?? "the front matter cannot be read" };
  const { kind, space, section, owner, audience, review_by: reviewBy, review_every: reviewEveryDays } = parsed.data;
  const [first, ...inner] = sectionOf(file.path).split("/").filter(Boolean);
  const heading = headingsOf(read.body).find(({ level }) => level === 1)?.text;
  const title = (known.title ?? (heading === undefined || heading === "" ? titleOf(baseNameOf(file.path)) : heading)).slice(0, docLimits.title);
  const folders = space === undefined ? inner : [...(first === undefined ? [] : [first]), ...inner];
  return { ok: true, document: { path: file.path, title, kind, space: space ?? (first === undefined ? null : titleOf(first)), section: section ?? folders.map(titleOf).join(", "), weight: known.weight ?? 0, ownerName: owner, audience, reviewBy, reviewEveryDays } };
}

