import type { EvidenceTable, Finding, Span } from "../../contract";
import { formatCell } from "../format";

export interface Grounding {
  figures: number;
  ungrounded: number;
}

/**
 * Checks text against evidence. A figure must be, letter for letter, what its cell formats to; plain words may hold digits only inside
 * the phrases that come from the question and the plan (period, names of metrics, statistics).
 */
export function verifySpans(spans: readonly Span[], evidence: { tables: readonly EvidenceTable[]; zone: string; phrases: readonly string[] }): Grounding {
  const phrases = evidence.phrases.filter((phrase) => phrase !== "").sort((a, b) => b.length - a.length);
  let ungrounded = 0;
  let figures = 0;
  for (const span of spans) {
    if (span.kind === "figure") {
      figures += 1;
      const table = evidence.tables.find(({ id }) => id === span.table);
      const column = table?.columns.find(({ key }) => key === span.column);
      const cell = table?.rows[span.row]?.[span.column];
      if (!column || cell === undefined || formatCell(cell, column.unit, evidence.zone) !== span.text) ungrounded += 1;
    } else if (/\d/.test(phrases.reduce((rest, phrase) => rest.replaceAll(phrase, ""), span.text))) {
      ungrounded += 1;
    }
  }
  return { figures, ungrounded };
}

/** Findings of which every word stands; the others are dropped and counted. */
export function keepGrounded(findings: readonly Finding[], evidence: { tables: readonly EvidenceTable[]; zone: string; phrases: readonly string[] }): { kept: Finding[]; dropped: number } {
  const kept = findings.filter((finding) => verifySpans([{ kind: "text", text: finding.title, quiet: false }, ...finding.spans], evidence).ungrounded === 0);
  return { kept, dropped: findings.length - kept.length };
}

/** Plain sentences and titles in which every numeral is one of the known phrases; the others are dropped and counted. */
export function keepGroundedLines<T>(lines: readonly T[], wordsOf: (line: T) => string, phrases: readonly string[]): { kept: T[]; dropped: number } {
  const kept = lines.filter((line) => verifySpans([{ kind: "text", text: wordsOf(line), quiet: false }], { tables: [], zone: "UTC", phrases }).ungrounded === 0);
  return { kept, dropped: lines.length - kept.length };
}
