export interface CsvRecord {
  /** Line of the file on which the record begins, from 1. */
  line: number;
  cells: string[];
}

/** The separator that the first line speaks for: a comma, a semicolon or a tab. */
const separatorOf = (text: string): string => {
  const first = text.slice(0, text.indexOf("\n") === -1 ? undefined : text.indexOf("\n"));
  return [",", ";", "\t"].map((sign) => ({ sign, count: first.split(sign).length })).reduce((best, one) => (one.count > best.count ? one : best)).sign;
};

/**
 * The records of comma-separated values (RFC 4180), as exports of other desks have them: a quoted cell may hold line breaks. A quote that is never closed
 * takes the rest of the file into its cell. Lines without any text are left out.
 */
export function* splitCsv(raw: string): Generator<CsvRecord> {
  const text = raw.replace(/^\uFEFF/, "");
  const separator = separatorOf(text);
  const token = new RegExp(`"((?:[^"]|"")*)(?:"|$)|[^${separator}\\r\\n]+|${separator}|\\r?\\n|\\r`, "g");
  let cells: string[] = [""];
  let [line, begins] = [1, 1];
  for (const [whole, quoted] of text.matchAll(token)) {
    if (whole === "\n" || whole === "\r\n" || whole === "\r") {
      if (cells.some((cell) => cell.trim() !== "")) yield { line: begins, cells };
      cells = [""];
      line += 1;
      begins = line;
    } else if (whole === separator) cells.push("");
    else {
      cells[cells.length - 1] += quoted === undefined ? whole : quoted.replaceAll('""', '"');
      line += whole.split("\n").length - 1;
    }
  }
  if (cells.some((cell) => cell.trim() !== "")) yield { line: begins, cells };
}
