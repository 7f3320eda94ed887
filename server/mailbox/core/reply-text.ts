/** Stands above what is quoted in each of the portal's messages. */
export const replyMark = "-- Write your answer above this line --";

// "On Mon, 3 Aug 2026 at 10:00, Ana <ana@example.org> wrote:" in the languages of the common mail programs; it may be broken over two lines.
const attribution = /^(on|am|le|el|op|den)\b.{5,200}(wrote|schrieb.{0,80}|a écrit|escribió|schreef|skrev)\s*:\s*$/i;
const originals = /^(-{2,}\s*(original message|ursprüngliche nachricht|message d'origine|forwarded message)\s*-{2,}|_{20,})$/i;

function startsQuote(lines: readonly string[], index: number): boolean {
  const line = (lines[index] ?? "").trim();
  if (line.replace(/^>+\s*/, "").startsWith(replyMark) || originals.test(line) || attribution.test(line)) return true;
  const two = `${line} ${(lines[index + 1] ?? "").trim()}`;
  return /^(on|am|le|el|op|den)\b/i.test(line) && attribution.test(two);
}

/**
 * What somebody wrote, without what their mail program quoted below. Quotes between answers stay, as the answers stand to them.
 * When nothing is left, all of it was meant: the text is given as it is.
 */
export function replyText(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const cut = lines.findIndex((_, index) => startsQuote(lines, index));
  const kept = cut === -1 ? [...lines] : lines.slice(0, cut);
  while (kept.length > 0 && /^\s*(>.*)?$/.test(kept.at(-1) ?? "")) kept.pop();
  const signature = kept.lastIndexOf("-- ");
  const own = (signature > 0 ? kept.slice(0, signature) : kept).join("\n").trim();
  return own === "" ? text.trim() : own;
}
