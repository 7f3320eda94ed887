export type LineResult = { ok: true; cells: string[] } | { ok: false; reason: string };

const plainCell = /[^,"]*/y;

/** Reads the cell that starts at `from`; the next index is behind it. Null when a quote is not closed or text follows one. */
function readCell(line: string, from: number): { cell: string; next: number } | null {
  if (line[from] !== '"') {
    plainCell.lastIndex = from;
    const cell = plainCell.exec(line)?.[0] ?? "";
    const next = from + cell.length;
    return line[next] === '"' ? null : { cell, next };
  }
  let cell = "";
  for (let at = from + 1; ; ) {
    const close = line.indexOf('"', at);
    if (close === -1) return null;
    cell += line.slice(at, close);
    if (line[close + 1] !== '"') return line[close + 1] === undefined || line[close + 1] === "," ? { cell, next: close + 1 } : null;
    cell += '"';
    at = close + 2;
  }
}

/**
 * Splits one line of comma-separated values (RFC 4180 quoting). A record is one line: no field of an event log spans lines, and so a
 * stray quote spoils its own line and nothing after it.
 */
export function splitCsvLine(line: string): LineResult {
  if (line.includes("\0")) return { ok: false, reason: "The line holds a NUL character" };
  if (!line.includes('"')) return { ok: true, cells: line.split(",") };
  const cells: string[] = [];
  for (let at = 0; ; ) {
    const read = readCell(line, at);
    if (read === null) return { ok: false, reason: "A quotation mark is not closed on its line, or stands inside a field" };
    cells.push(read.cell);
    if (read.next >= line.length) return { ok: true, cells };
    at = read.next + 1;
  }
}
