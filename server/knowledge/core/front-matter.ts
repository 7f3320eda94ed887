export type FrontMatterSplit =
  | { ok: true; /** YAML between the marks; null when the text has none. */ yaml: string | null; /** Everything behind it. */ body: string }
  | { ok: false; line: number; reason: string };

const mark = /^---[ \t]*$/;

/** Cuts the front matter off a text. It begins on the first line with `---` and ends with the next such line. */
export function splitFrontMatter(text: string): FrontMatterSplit {
  const whole = text.replace(/^\uFEFF/, "");
  const lines = whole.split("\n");
  if (!mark.test((lines[0] ?? "").replace(/\r$/, ""))) return { ok: true, yaml: null, body: whole };
  const end = lines.findIndex((line, index) => index > 0 && mark.test(line.replace(/\r$/, "")));
  if (end === -1) return { ok: false, line: 1, reason: "the front matter that begins here is not closed by a line of ---" };
  return { ok: true, yaml: lines.slice(1, end).join("\n"), body: lines.slice(end + 1).join("\n") };
}
