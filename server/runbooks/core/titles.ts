import { plainText } from "#core/knowledge";
import { runLimits } from "../contract";

/** A text's first sentence as it reads, short enough for a line; without the full stop or colon at its end. */
export function titleOf(markdown: string): string {
  const first = markdown.replace(/^(?:\s*\[[ xX]\])?\s*/, "").split(/\n\s*\n|\n\s*(?:[-*+]|\d+[.)])\s/, 1)[0] ?? "";
  const plain = plainText(first.replace(/\s+/g, " "));
  // A stop within "v1.2", "e.g. " or an abbreviation of one letter ends nothing.
  const end = /(?<!\b(?:e\.g|i\.e|etc|\p{L}))[.!?](?=\s+\p{Lu})/u.exec(plain);
  const title = (end === null ? plain : plain.slice(0, end.index + 1)).replace(/[.:]$/, "");
  return title.length <= runLimits.title ? title : `${title.slice(0, runLimits.title - 2).replace(/\s\S*$/, "")} …`;
}

/** Title and the rest of a text: nothing of it is said twice, nothing is lost. */
export function titled(markdown: string): { title: string; instructions: string } {
  const text = markdown.replace(/^\s*\[[ xX]\]\s*/, "").trim();
  const title = titleOf(text);
  const isAll = plainText(text.replace(/\s+/g, " ")).replace(/[.:]$/, "") === title;
  return { title, instructions: isAll && !text.includes("](") ? "" : text.slice(0, runLimits.text) };
}

const inline = /(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/g;

/** The one command that a sentence carries in itself ("check with `kubectl get pods -n shop`"); null when there is none, or several. */
export function commandIn(markdown: string): string | null {
  const found = [...markdown.replace(/\s+/g, " ").matchAll(inline)].map((match) => (match[2] ?? "").trim()).filter((code) => /^(?:sudo )?[a-z][\w.-]*(?: -{0,2}[^\s=<>]+\S*)+$/.test(code) && !/ (?:==|=|<|>|in|and|or|is) /.test(code));
  return found.length === 1 ? (found[0] ?? null) : null;
}
