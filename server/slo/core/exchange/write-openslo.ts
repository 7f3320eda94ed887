import type { Measure, Sli, SloDefinition, SloWindow } from "../../contract";
import type { ExchangedSlo } from "./exchanged-slo";
import { histogramQueries } from "./promql";

const durations = { week: "1w", month: "1M", quarter: "1Q", year: "1Y" } as const;
/** The first Monday that also begins a year: calendar windows are counted from it. */
const firstMonday = "2018-01-01 00:00:00";

const windowOf = (window: SloWindow): object =>
  window.kind === "rolling" ? { duration: `${window.days}d`, isRolling: true } : { duration: durations[window.unit], isRolling: false, calendar: { startTime: firstMonday, timeZone: window.zone } };

const prometheus = (query: string): object => ({ metricSource: { type: "Prometheus", spec: { query } } });

function ratioOf(measure: Exclude<Measure, { form: "threshold" }>): object {
  if (measure.form === "ratio") return { rawType: measure.counts === "bad" ? "failure" : "success", raw: prometheus(measure.query) };
  if (measure.form === "bad") return { counter: true, bad: prometheus(measure.bad), total: prometheus(measure.total) };
  const { good, total } = measure.form === "good" ? measure : histogramQueries(measure);
  return { counter: true, good: prometheus(good), total: prometheus(total) };
}

function indicatorOf(sli: Sli): object {
  if (sli.kind !== "prometheus") return { thresholdMetric: { metricSource: { type: "Quarterdeck", spec: { sli } } } };
  return sli.measure.form === "threshold" ? { thresholdMetric: prometheus(sli.measure.query) } : { ratioMetric: ratioOf(sli.measure) };
}

const labelOf = (value: string): string | string[] => (value.includes(",") ? value.split(",") : value);

/** What OpenSLO has no field for. The SLI only where its queries do not say all of it. */
function annotationsOf({ owner, noData, minimumSamples, sli, exclusionCapMinutes, alertRows, ruleAlerting }: SloDefinition): Record<string, string> {
  const isPlain = sli.kind !== "prometheus" || (sli.unit === "events" && sli.lookbackMinutes === 1 && sli.measure.form !== "latency");
  return {
    ...(owner === null ? {} : { "quarterdeck/owner": owner }), "quarterdeck/no-data": noData, "quarterdeck/minimum-samples": String(minimumSamples),
    ...(isPlain ? {} : { "quarterdeck/sli": JSON.stringify(sli) }),
    ...(exclusionCapMinutes === null ? {} : { "quarterdeck/exclusion-cap-minutes": String(exclusionCapMinutes) }),
    ...(alertRows === null ? {} : { "quarterdeck/alert-windows": JSON.stringify(alertRows) }),
    ...(ruleAlerting === null ? {} : { "quarterdeck/rule-alerting": JSON.stringify(ruleAlerting) }),
  };
}

function objectiveOf({ target, method, sli }: SloDefinition): object {
  const slices = method.kind === "timeslices" ? { timeSliceTarget: method.sliceTarget, timeSliceWindow: `${method.sliceMinutes}m` } : {};
  const limit = sli.kind === "prometheus" && sli.measure.form === "threshold" ? { op: sli.measure.op, value: sli.measure.limit } : {};
  return { ...limit, target, ...slices };
}

/** An SLO as a document of OpenSLO v1. What the specification has no field for stands in annotations `quarterdeck/...`, an SLI that only the portal can measure in a metric source of its own type. */
export function writeOpenSlo({ slug, service, definition }: ExchangedSlo): object {
  const { name, description, sli, window, method, labels } = definition;
  return {
    apiVersion: "openslo/v1", kind: "SLO",
    metadata: { name: slug, displayName: name, labels: Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, labelOf(value)])), annotations: annotationsOf(definition) },
    spec: {
      ...(description === "" ? {} : { description }), ...(service === null ? {} : { service }),
      indicator: { metadata: { name: `${slug}-sli` }, spec: indicatorOf(sli) },
      timeWindow: [windowOf(window)], budgetingMethod: method.kind === "timeslices" ? "Timeslices" : "Occurrences", objectives: [objectiveOf(definition)],
    },
  };
}
