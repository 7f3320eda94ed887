import type { Brief, EvidenceTable, Span } from "#contract/query";
import { formatDateTime } from "@/lib/format";
import { isNumeric } from "@/lib/format-cell";
import { formatEvidence } from "../format-evidence";
import { shownColumns } from "../shown-columns";
import { escapeMarkup } from "./svg-text";

const shownRows = 12;

/** A brief in the order in which it is read, free of any format. */
export interface BriefText {
  title: string;
  reading: string;
  headline: readonly Span[];
  findings: readonly { title: string; spans: readonly Span[] }[];
  artefacts: readonly { title: string; spans: readonly Span[] }[];
  tables: readonly { title: string; columns: readonly { label: string; isNumber: boolean }[]; rows: readonly (readonly string[])[]; more: string | null }[];
  unknowns: readonly string[];
  sources: string;
}

function tableText(table: EvidenceTable, zone: string): BriefText["tables"][number] {
  const columns = shownColumns(table);
  const rows = table.rows.slice(0, shownRows).map((row) => columns.map(({ key, unit }) => formatEvidence(row[key], unit, zone)));
  return { title: table.title, columns: columns.map(({ label, unit }) => ({ label, isNumber: isNumeric(unit) })), rows, more: table.totalRows > rows.length ? `${rows.length} of ${table.totalRows} rows` : null };
}

function sourcesOf({ trace, asOf, runId }: Brief, zone: string): string {
  const until = trace.dataAsOf.map(({ domain, at }) => `${domain} until ${at === null ? "no data" : formatDateTime(at, zone)}`).join(", ");
  return `As of ${formatDateTime(asOf, zone)} (${zone}). ${until === "" ? "" : `Data: ${until}. `}Answer ${runId}, engine ${trace.engineVersion}, ${trace.model}.`;
}

export function briefText(brief: Brief, zone: string): BriefText {
  return {
    title: brief.question,
    reading: brief.reading.chips.map(({ connective, value }) => `${connective} ${value}`.trim()).join(", "),
    headline: brief.headline,
    findings: brief.findings,
    artefacts: brief.artefacts.map(({ title, lede }) => ({ title, spans: lede })),
    tables: brief.tables.filter(({ rows }) => rows.length > 1).map((table) => tableText(table, zone)),
    unknowns: brief.unknowns,
    sources: sourcesOf(brief, zone),
  };
}

const markdownText = (text: string): string => text.replace(/[\\`*_[\]<>#|]/g, (character) => `\\${character}`).replace(/\s*\n\s*/g, " ");
const markdownSpans = (spans: readonly Span[]): string => spans.map((span) => (span.kind === "figure" ? `**${markdownText(span.text)}**` : markdownText(span.text))).join("");

function markdownTable({ title, columns, rows, more }: BriefText["tables"][number]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const table = [line(columns.map(({ label }) => markdownText(label))), line(columns.map(({ isNumber }) => (isNumber ? "---:" : "---"))), ...rows.map((row) => line(row.map(markdownText)))];
  return [`## ${markdownText(title)}`, table.join("\n"), ...(more === null ? [] : [more])].join("\n\n");
}

/** A brief as Markdown: figures in bold, tables as tables. */
export function briefMarkdown(brief: Brief, zone: string): string {
  const text = briefText(brief, zone);
  const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join("\n");
  return [
    `# ${markdownText(text.title)}`,
    `_${markdownText(text.reading)}_`,
    markdownSpans(text.headline),
    ...(text.findings.length === 0 ? [] : [list(text.findings.map(({ title, spans }) => `**${markdownText(title)}.** ${markdownSpans(spans)}`))]),
    ...text.artefacts.map(({ title, spans }) => `## ${markdownText(title)}\n\n${markdownSpans(spans)}`),
    ...text.tables.map(markdownTable),
    ...(text.unknowns.length === 0 ? [] : [`## What is not known\n\n${list(text.unknowns.map(markdownText))}`]),
    `---\n\n${markdownText(text.sources)}`,
  ].join("\n\n").concat("\n");
}

const htmlSpans = (spans: readonly Span[]): string => spans.map((span) => (span.kind === "figure" ? `<strong>${escapeMarkup(span.text)}</strong>` : escapeMarkup(span.text))).join("");

function htmlTable({ title, columns, rows, more }: BriefText["tables"][number]): string {
  const align = (index: number): string => (columns[index]?.isNumber === true ? ' align="right"' : ' align="left"');
  const head = columns.map(({ label }, index) => `<th${align(index)}>${escapeMarkup(label)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map((cell, index) => `<td${align(index)}>${escapeMarkup(cell)}</td>`).join("")}</tr>`).join("");
  return `<h3>${escapeMarkup(title)}</h3><table border="1" cellpadding="4" cellspacing="0"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>${more === null ? "" : `<p>${escapeMarkup(more)}</p>`}`;
}

export interface Picture {
  /** A data address. */
  src: string;
  text: string;
  width: number;
  height: number;
}

/** A brief as the HTML that mail and document programs accept, its charts as pictures. */
export function briefHtml(brief: Brief, zone: string, pictures: readonly Picture[]): string {
  const text = briefText(brief, zone);
  const list = (items: readonly string[]): string => `<ul>${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
  return [
    `<h2>${escapeMarkup(text.title)}</h2><p><em>${escapeMarkup(text.reading)}</em></p><p>${htmlSpans(text.headline)}</p>`,
    text.findings.length === 0 ? "" : list(text.findings.map(({ title, spans }) => `<strong>${escapeMarkup(title)}.</strong> ${htmlSpans(spans)}`)),
    ...pictures.map(({ src, text: alt, width, height }) => `<p><img src="${escapeMarkup(src)}" alt="${escapeMarkup(alt)}" width="${width}" height="${height}"></p>`),
    ...text.artefacts.map(({ title, spans }) => `<h3>${escapeMarkup(title)}</h3><p>${htmlSpans(spans)}</p>`),
    ...text.tables.map(htmlTable),
    text.unknowns.length === 0 ? "" : `<h3>What is not known</h3>${list(text.unknowns.map(escapeMarkup))}`,
    `<p><small>${escapeMarkup(text.sources)}</small></p>`,
  ].join("");
}
