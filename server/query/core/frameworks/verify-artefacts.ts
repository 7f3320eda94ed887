import type { Artefact, EvidenceTable, ProposedAction, Span } from "../../contract";
import { verifySpans, type Grounding } from "../compose/verify-grounding";

interface Check {
  tables: readonly EvidenceTable[];
  zone: string;
  phrases: readonly string[];
}

const plain = (words: string): Span => ({ kind: "text", text: words, quiet: false });

/** Every word that an artefact's drawing shows. */
function bodySpans(body: Artefact["body"]): Span[] {
  switch (body.kind) {
    case "matrix": return [body.xLabel, body.yLabel, ...body.columns, ...body.rows].map(plain).concat(body.cells.flatMap(({ items }) => items.flat()));
    case "table": return [...body.columns.map(({ label }) => plain(label)), ...body.rows.flatMap(({ cells }) => cells.flat())];
    case "tree": return body.nodes.flatMap(({ spans }) => spans);
    case "timeline": return body.items.flatMap(({ spans }) => spans);
    case "flow": return body.stages.flatMap(({ label, spans }) => [plain(label), ...spans]);
    case "worksheet": return body.sections.flatMap(({ heading, facts, gaps }) => [plain(heading), ...facts.flat(), ...gaps.map(plain)]);
    case "pareto": return [];
  }
}

const artefactSpans = ({ lede, body, gaps }: Artefact): Span[] => [...lede, ...bodySpans(body), ...gaps.map(plain)];

/** The table that a chart draws must be there, with its columns. */
const isDrawable = ({ body }: Artefact, { tables }: Check): boolean => {
  if (body.kind !== "pareto") return true;
  const columns = tables.find(({ id }) => id === body.table)?.columns.map(({ key }) => key) ?? [];
  return [body.x, body.y, body.cumulative].every((key) => columns.includes(key));
};

/** Checks an artefact as sentences are checked: each figure against its cell, no other numeral. Whoever fails is left out and counted. */
export function keepGroundedArtefacts(artefacts: readonly Artefact[], check: Check): { kept: Artefact[]; dropped: number } & Grounding {
  const kept = artefacts.filter((artefact) => isDrawable(artefact, check) && verifySpans(artefactSpans(artefact), check).ungrounded === 0);
  const { figures, ungrounded } = verifySpans(kept.flatMap(artefactSpans), check);
  return { kept, dropped: artefacts.length - kept.length, figures, ungrounded };
}

/** Actions whose words are all grounded. */
export function keepGroundedActions(actions: readonly ProposedAction[], check: Check): { kept: ProposedAction[]; dropped: number } & Grounding {
  const kept = actions.filter(({ text }) => verifySpans(text, check).ungrounded === 0);
  const { figures, ungrounded } = verifySpans(kept.flatMap(({ text }) => text), check);
  return { kept, dropped: actions.length - kept.length, figures, ungrounded };
}
