import type { Brief, Span } from "#contract/query";

export const wordsOf = (spans: readonly Span[]): string => spans.map(({ text }) => text).join("");

/** A brief in plain text: headline, findings, frameworks with what they say, proposals, and what is not known. */
export function briefText(brief: Brief): string {
  return [
    wordsOf(brief.headline),
    ...brief.findings.map(({ title, spans }) => `- ${title}: ${wordsOf(spans)}`),
    ...brief.artefacts.map(({ title, lede }) => `- ${title}: ${wordsOf(lede)}`),
    ...brief.actions.map(({ text }) => `> ${wordsOf(text)}`),
    ...brief.unknowns.map((unknown) => `? ${unknown}`),
  ].join("\n");
}
