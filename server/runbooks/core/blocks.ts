import { headingsOf, textLines } from "#core/knowledge";

export interface CodeBlock {
  kind: "code";
  /** First word of the fence, lower case: "shell", "http", "decision". */
  language: string;
  /** What stands behind it: `expect=204 timeout=30s`. */
  options: string;
  code: string;
  line: number;
}

export type Block =
  | { kind: "heading"; level: number; text: string; line: number }
  | { kind: "text"; text: string; line: number }
  | { kind: "item"; text: string; codes: CodeBlock[]; line: number }
  | CodeBlock;

const opening = /^(\s*)(`{3,}|~{3,})\s*([\w+-]*)\s*(.*)$/;
const marker = /^( {0,3})(?:[-*+]|\d{1,9}[.)])(?:\s+|$)/;
const foldTags = /<\/?(?:details|summary)(?:\s[^>]*)?>/gi;

interface Line {
  text: string;
  isCode: boolean;
  number: number;
}

/** A fence and what is in it, from its first line; the lines that it takes. */
function readCode(lines: readonly Line[], from: number): { block: CodeBlock; next: number } {
  const first = lines[from];
  const [, indent = "", mark = "", language = "", options = ""] = opening.exec(first?.text ?? "") ?? [];
  let next = from + 1;
  const code: string[] = [];
  for (; next < lines.length && lines[next]?.isCode === true; next += 1) {
    const text = lines[next]?.text ?? "";
    if (text.trim().startsWith(mark) && text.trim().replaceAll(mark[0] ?? "`", "") === "") {
      next += 1;
      break;
    }
    code.push(text.startsWith(indent) ? text.slice(indent.length) : text.trimStart());
  }
  return { block: { kind: "code", language: language.toLowerCase(), options, code: code.join("\n").trimEnd(), line: (first?.number ?? 0) + 1 }, next };
}

/** A list item with its nested text and code. It ends at a line that is neither blank nor indented, unless that merely goes on with the sentence. */
function readItem(lines: readonly Line[], from: number): { block: Block; next: number } {
  const first = lines[from];
  const lead = (marker.exec(first?.text ?? "")?.[0] ?? "- ").length;
  const text = [(first?.text ?? "").slice(lead)];
  const codes: CodeBlock[] = [];
  let next = from + 1;
  while (next < lines.length) {
    const line = lines[next];
    if (line === undefined) break;
    const isIndented = /^\s{2,}\S/.test(line.text);
    if (line.isCode) {
      if (!isIndented) break;
      const read = readCode(lines, next);
      codes.push(read.block);
      next = read.next;
      continue;
    }
    const isLazy = line.text.trim() !== "" && lines[next - 1]?.text.trim() !== "" && !marker.test(line.text) && headingsOf(line.text).length === 0;
    if (line.text.trim() !== "" && !isIndented && !isLazy) break;
    text.push(line.text.replace(/^ {1,4}/, ""));
    next += 1;
  }
  return { block: { kind: "item", text: text.join("\n").trim(), codes, line: (first?.number ?? 0) + 1 }, next };
}

function readText(lines: readonly Line[], from: number): { block: Block; next: number } {
  let next = from;
  const text: string[] = [];
  for (; next < lines.length; next += 1) {
    const line = lines[next];
    if (line === undefined || line.isCode || line.text.trim() === "" || (next > from && (marker.test(line.text) || headingsOf(line.text).length > 0))) break;
    text.push(line.text.replace(foldTags, ""));
  }
  return { block: { kind: "text", text: text.join("\n").trim(), line: (lines[from]?.number ?? 0) + 1 }, next: Math.max(next, from + 1) };
}

/** Markdown as a row of headings, paragraphs, list items (with the code in them) and code blocks, in their order. Nested lists stay text of their item. */
export function blocksOf(markdown: string): Block[] {
  const lines = textLines(markdown).map((line, number): Line => ({ ...line, number }));
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    if (line === undefined) break;
    const [heading] = line.isCode ? [] : headingsOf(line.text);
    if (heading) {
      blocks.push({ kind: "heading", ...heading, line: at + 1 });
      at += 1;
      continue;
    }
    if (!line.isCode && line.text.replace(foldTags, "").trim() === "") {
      at += 1;
      continue;
    }
    const { block, next } = line.isCode ? readCode(lines, at) : marker.test(line.text) ? readItem(lines, at) : readText(lines, at);
    blocks.push(block);
    at = next;
  }
  return blocks;
}
