import type { SloDetail } from "#contract/slo";
import { operatorOf } from "#core/slo";

export type PrometheusSli = Extract<SloDetail["definition"]["sli"], { kind: "prometheus" }>;

function Query({ label, children }: { label: string; children: string }) {
  return (
    <span className="grid gap-0.5">
      <span className="text-xs text-fg-3">{label}</span>
      <code className="rounded-sm bg-muted px-1.5 py-1 font-mono text-xs whitespace-pre-wrap wrap-anywhere">{children}</code>
    </span>
  );
}

function Queries({ measure }: { measure: PrometheusSli["measure"] }) {
  if (measure.form === "good") return <><Query label="Good">{measure.good}</Query><Query label="All">{measure.total}</Query></>;
  if (measure.form === "bad") return <><Query label="Bad">{measure.bad}</Query><Query label="All">{measure.total}</Query></>;
  if (measure.form === "ratio") return <Query label={`Ratio of ${measure.counts}`}>{measure.query}</Query>;
  if (measure.form === "threshold") return <Query label={`Good while ${operatorOf(measure.op)} ${measure.limit}`}>{measure.query}</Query>;
  return <Query label={`Histogram, good up to ${measure.bound}`}>{`${measure.histogram}{${measure.matchers}}`}</Query>;
}

/** What is asked of Prometheus, as it was written. */
export function PrometheusMeasure({ sli }: { sli: PrometheusSli }) {
  return (
    <span className="grid gap-2">
      <span>{sli.unit}, read from Prometheus{sli.lookbackMinutes === 1 ? "" : `, looking back ${sli.lookbackMinutes} min`}</span>
      <Queries measure={sli.measure} />
    </span>
  );
}
