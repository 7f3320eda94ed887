import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { HomeFigure } from "#contract/query";
import { figureLinkClass } from "@/components/kit/figure";
import { StatusMark } from "@/components/kit/status-mark";
import { SummaryStrip } from "@/components/kit/summary-strip";
import { cn } from "@/lib/cn";
import { briefHref } from "./brief-href";
import { Sparkline } from "./sparkline";

const absent: Record<string, string> = { answered: "no data", no_data: "no data", not_held: "not held", hidden: "hidden from you", failed: "did not load" };

/** "up from 18.5 %": the direction as a word and an arrow; colour only repeats it. */
function Before({ figure: { before, period } }: { figure: HomeFigure }) {
  if (before === null) return <>{period}</>;
  if (before.direction === "same") return <>unchanged, {period}</>;
  const Arrow = before.direction === "up" ? ArrowUp : ArrowDown;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1">
      <Arrow aria-hidden className={cn("size-3", before.tone === "bad" ? "text-crit-text" : "text-fg-3")} />
      {before.direction} from {before.value}
    </span>
  );
}

function Target({ target }: { target: HomeFigure["target"] }) {
  if (target === null) return null;
  return (
    <span className="mt-0.5 flex items-center gap-1.5" title={target.goal}>
      <StatusMark tone={target.isMet ? "ok" : "warn"} />
      target {target.value}, {target.isMet ? "met" : "not met"}
    </span>
  );
}

/** The figures that leaders steer by, each with its target and what it was in the equal period before. */
export function LeaderFigures({ figures }: { figures: readonly HomeFigure[] }) {
  return (
    <SummaryStrip
      label="Figures"
      items={figures.map((figure) => ({
        label: figure.label,
        value: <Link href={briefHref(figure)} className={figureLinkClass}>{figure.value ?? absent[figure.outcome] ?? "no data"}</Link>,
        detail: (
          <>
            <Before figure={figure} />
            <Target target={figure.target} />
          </>
        ),
        aside: <Sparkline values={figure.trend} className="max-2xl:hidden" />,
      }))}
    />
  );
}
