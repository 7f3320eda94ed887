import fs from "node:fs";
import { createLocalTimeParser, foldTicket, parseLogHeader, parseLogRow, splitCsvLine, type FoldedTicket, type LogRow } from "#core/tickets";

/** The tickets of an incident event log as an import makes them. */
export function readTickets(file: string): FoldedTicket[] {
  const parseTime = createLocalTimeParser("UTC");
  const [first, ...rest] = fs.readFileSync(file, "utf8").split(/\r?\n/).filter(Boolean).map((line) => splitCsvLine(line));
  const header = first?.ok ? parseLogHeader(first.cells) : null;
  if (!header?.ok || !parseTime) throw new Error("The file is not an incident event log.");
  const rows = new Map<string, LogRow[]>();
  for (const line of rest) {
    const result = line.ok ? parseLogRow(line.cells, header.header, parseTime) : null;
    if (result?.ok) rows.set(result.row.number, [...(rows.get(result.row.number) ?? []), result.row]);
  }
  return [...rows.values()].flatMap((each) => foldTicket(each) ?? []);
}
