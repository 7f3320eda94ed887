import Link from "next/link";
import type { Brief } from "#contract/query";
import { figureLinkClass } from "@/components/kit/figure";
import { SummaryStrip } from "@/components/kit/summary-strip";

export interface AskedFigure {
  label: string;
  question: string;
  brief: Brief;
}

const outcomeWords: Record<Brief["outcome"], string> = { answered: "", no_data: "no data", not_held: "not held", hidden: "hidden from you", refused: "not answered", unclear: "not answered", failed: "did not load" };

function valueOf(brief: Brief): string | null {
  const figure = brief.outcome === "answered" ? brief.headline.find((span) => span.kind === "figure") : undefined;
  return figure?.text ?? null;
}

/** A few figures, each the answer of a question: pressing one opens its brief. */
export function AnswerStrip({ figures }: { figures: readonly AskedFigure[] }) {
  return (
    <SummaryStrip
      label="Figures"
      items={figures.map(({ label, question, brief }) => ({
        label,
        value: <Link href={`/ask?q=${encodeURIComponent(question)}`} className={figureLinkClass}>{valueOf(brief) ?? outcomeWords[brief.outcome]}</Link>,
        detail: brief.plan.time?.label ?? "now",
      }))}
    />
  );
}
