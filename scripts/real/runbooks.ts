// Whether the imported library is what its files hold: runbooks, headings, alerts and links, counted in the raw text by plain searches that share no code with the portal's reader. Prints one line for each difference.
import fs from "node:fs";
import path from "node:path";
import { alertsOperations } from "../../server/alerts";
import { knowledgeOperations } from "../../server/knowledge";
import { roleActor } from "../../server/platform/auth/system-actor";
import { systemClock } from "../../server/platform/clock";
import { closeConnections } from "../../server/platform/lifecycle";
import { execute, type Ctx } from "../../server/platform/registry";
import { runbooksOperations } from "../../server/runbooks";

/** Runbooks of the library that this check was written for. */
const libraryFiles = 72;

interface RawFile {
  path: string;
  name: string;
  headings: string[];
  /** Addresses of the web, and names of files that references lead to. */
  links: string[];
}

/** Fenced code up to its end, or to the end of the text where the fence is never closed. */
const code = /^\s*(```|~~~)[\s\S]*?(?:^\s*\1|$(?![\s\S]))/gm;

function readRaw(root: string, file: string): RawFile {
  const text = fs.readFileSync(path.join(root, file), "utf8").replace(/^---\n[\s\S]*?\n---\n/, "").replace(code, "");
  const prose = text.replace(/`[^`\n]*`/g, "");
  const addresses = prose.match(/https?:\/\/(?:\([^\s()]*\)|[^\s<>()[\]"])+/g) ?? [];
  const references = [...prose.matchAll(/(?<=[("])(?!https?:)[^\s()"]+\.md\b/g)].map(([target]) => path.basename(target, ".md"));
  return { path: file, name: path.basename(file, ".md"), headings: [...text.matchAll(/^#{1,6} +(.+)$/gm)].map((match) => (match[1] ?? "").trim()), links: [...new Set([...addresses, ...references])] };
}

const root = process.argv[2] ?? "";
const files = fs.readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md")).map((file) => readRaw(root, file)).sort((a, b) => a.path.localeCompare(b.path));
const ctx: Ctx = { requestId: "comparison", actor: roleActor("admin"), clock: systemClock, signal: new AbortController().signal, via: "cli" };
const differ = (what: string): void => void process.stdout.write(`${what}\n`);
/** Names of the files that pages of runbooks were made of. */
const nameOf = new Map<string, string>();
const counted = { headings: 0, links: 0, files: 0, named: 0, runnable: 0 };

/** The runbook that an alert of this name leads to: what its page shows, and what is offered to be carried out. */
async function offeredFor(name: string): Promise<(string | undefined)[]> {
  await execute(alertsOperations.receive, { alerts: [{ title: name, labels: { alertname: name } }] }, ctx);
  const { items } = await execute(alertsOperations.list, { q: name, limit: 100 }, ctx);
  const number = items.find((alert) => alert.title === name)?.number;
  if (number === undefined) return [];
  const { runbook } = await execute(alertsOperations.get, { number }, ctx);
  const { items: suggested } = await execute(runbooksOperations.suggest, { type: "alert", number: String(number) }, ctx);
  return [runbook?.slug, suggested[0]?.slug];
}

async function compareFile(raw: RawFile, slug: string): Promise<void> {
  const shown = await execute(knowledgeOperations.getRunbook, { slug }, ctx);
  const [first, ...headings] = raw.headings;
  const contents = shown.contents.map(({ text }) => text);
  if (contents.join("|") !== headings.join("|")) differ(`${raw.path}: its parts are ${contents.join(", ")}; the file has ${headings.join(", ")} below ${first ?? "nothing"}`);
  if (shown.section !== path.dirname(raw.path)) differ(`${raw.path}: it stands in ${shown.section}`);
  if (!shown.alertNames.includes(raw.name)) differ(`${raw.path}: its alerts are ${shown.alertNames.join(", ")}`);
  const links = shown.links.map(({ kind, target, label }) => (kind === "web" ? target : (nameOf.get(target) ?? label)));
  if (links.toSorted().join(" ") !== raw.links.toSorted().join(" ")) differ(`${raw.path}: its links are ${links.join(" ")}; the file has ${raw.links.join(" ")}`);
  const offered = await offeredFor(raw.name);
  if (offered.length !== 2 || offered.some((each) => each !== slug)) differ(`${raw.path}: an alert of its name leads to ${offered.join(", ") || "nothing"}`);
  const { steps } = await execute(runbooksOperations.steps, { slug }, ctx);
  counted.headings += contents.length;
  counted.links += links.length;
  counted.files += shown.links.filter(({ kind }) => kind !== "web").length;
  counted.named += offered[0] === slug ? 1 : 0;
  counted.runnable += steps.length > 0 ? 1 : 0;
}

const { items, total } = await execute(knowledgeOperations.listRunbooks, { limit: 200 }, ctx);
for (const { slug } of items) {
  const { sourceKey } = await execute(knowledgeOperations.getRunbook, { slug }, ctx);
  if (sourceKey !== null) nameOf.set(`/runbooks/${slug}`, path.basename(sourceKey, ".md"));
}
if (files.length !== libraryFiles) differ(`the folder holds ${files.length} runbooks; this check knows ${libraryFiles}`);
if (total !== files.length) differ(`${total} runbooks were made of ${files.length} files`);
for (const raw of files) {
  const slug = items.find((item) => nameOf.get(`/runbooks/${item.slug}`) === raw.name)?.slug;
  if (slug === undefined) differ(`${raw.path}: there is no runbook of it`);
  else await compareFile(raw, slug);
}
process.stdout.write(`# ${files.length} files: ${total} runbooks in ${new Set(items.map(({ section }) => section)).size} sections, ${counted.headings} headings, ${counted.named} found by an alert of their name, ${counted.links} links (${counted.files} to other runbooks), ${counted.runnable} with steps to carry out\n`);
if (counted.links === 0 || counted.headings === 0) process.exitCode = 1;
await closeConnections();
