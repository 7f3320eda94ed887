import type { Finding, Span } from "../../contract";
import { text } from "./evidence";
import { resultsOf, type Composition } from "./results";

const adviceIn = ({ results }: Composition) => {
  const list = resultsOf(results, "list")[0];
  const told = list?.work.subject.told;
  return list && list.work.subject.decides && told !== undefined && list.table.rows.length > 0 ? { table: list.table, subject: list.work.subject, told } : null;
};

/** Records that decide a question: what the first of them says is the answer; that there are others is said beside it. */
export function adviceHeadline(composition: Composition): Span[] {
  const advice = adviceIn(composition);
  if (advice === null) return [];
  const { evidence } = composition;
  const others = advice.table.totalRows - 1;
  const rest = others > 0 ? [text(" "), evidence.derive("Others that fit", "count", others), text(` more ${others === 1 ? "is" : "are"} in the table.`)] : [];
  return [evidence.figure(advice.table.id, 0, advice.told), ...rest];
}

/** What the answer rests on: the other columns of its record that hold anything. */
export function adviceFindings(composition: Composition): Finding[] {
  const advice = adviceIn(composition);
  if (advice === null) return [];
  const { table, told } = advice;
  const held = table.columns.filter(({ key }) => key !== told && table.rows[0]?.[key] !== null && table.rows[0]?.[key] !== undefined);
  if (held.length === 0) return [];
  const spans = held.flatMap(({ key, label }, index) => [text(`${index === 0 ? "" : ". "}${label}: `), composition.evidence.figure(table.id, 0, key)]);
  return [{ title: "What it rests on", spans: [...spans, text(".")], citations: [{ label: table.title, href: table.href, table: table.id }] }];
}
