import type { SloWindow } from "../../contract";
import { alertFactor, rowsForPeriod, type BurnAlertRow } from "../burn-alerts";
import { dayMs, hourMs, minuteMs } from "../intervals";
import type { ExchangedSlo, SlothAlert } from "./exchanged-slo";
import { errorRatioQuery, hasRange, overRange } from "./promql";

type Labels = Readonly<Record<string, string>>;

export interface Rule {
  record?: string;
  alert?: string;
  expr: string;
  labels: Labels;
  annotations?: Labels;
}

export interface RuleGroup {
  name: string;
  rules: Rule[];
}

/** A length of time as Prometheus writes it. */
export const rangeText = (ms: number): string => (ms % dayMs === 0 ? `${ms / dayMs}d` : ms % hourMs === 0 ? `${ms / hourMs}h` : `${ms / minuteMs}m`);

const calendarDays = { week: 7, month: 30, quarter: 90, year: 365 } as const;

/** Days that rules look back over. Prometheus knows no calendar: a month counts as 30 days. */
export const ruleDays = (window: SloWindow): number => (window.kind === "rolling" ? window.days : calendarDays[window.unit]);

/** 0.1 + 0.2 is 0.3 here: a factor is written as people know it. */
const exact = (value: number): string => String(Number(value.toPrecision(12)));

interface Named {
  id: Labels;
  /** `sloth_id="..."` and so on, for expressions. */
  selector: string;
  days: number;
}

const selectorOf = (labels: Labels): string => `{${Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(", ")}}`;

function nameSlo({ service, innerName, definition }: ExchangedSlo): Named {
  const id = { sloth_id: `${service ?? ""}-${innerName}`, sloth_service: service ?? "", sloth_slo: innerName };
  return { id, selector: selectorOf(id), days: ruleDays(definition.window) };
}

function recordings({ definition: { sli, labels } }: ExchangedSlo, { id, selector, days }: Named, windows: readonly number[]): Rule[] {
  if (sli.kind !== "prometheus") return [];
  const query = errorRatioQuery(sli.measure);
  const rules = windows.map((ms): Rule => ({ record: `slo:sli_error:ratio_rate${rangeText(ms)}`, expr: overRange(query, rangeText(ms)), labels: { ...labels, ...id, sloth_window: rangeText(ms) } }));
  const short = `slo:sli_error:ratio_rate${rangeText(Math.min(...windows))}${selector}`;
  const whole: Rule = { record: `slo:sli_error:ratio_rate${days}d`, expr: `sum_over_time(${short}[${days}d])\n/ ignoring (sloth_window)\ncount_over_time(${short}[${days}d])`, labels: { ...labels, ...id, sloth_window: `${days}d` } };
  return [...rules, whole];
}

function metadata({ definition: { target, labels } }: ExchangedSlo, { id, selector, days }: Named, shortest: number): Rule[] {
  const shared = { ...labels, ...id };
  const burn = (window: string): string => `slo:sli_error:ratio_rate${window}${selector}\n/ on(sloth_id, sloth_slo, sloth_service) group_left\nslo:error_budget:ratio${selector}`;
  return [
    { record: "slo:objective:ratio", expr: `vector(${exact(target)})`, labels: shared },
    { record: "slo:error_budget:ratio", expr: `vector(1-${exact(target)})`, labels: shared },
    { record: "slo:time_period:days", expr: `vector(${days})`, labels: shared },
    { record: "slo:current_burn_rate:ratio", expr: burn(rangeText(shortest)), labels: shared },
    { record: "slo:period_burn_rate:ratio", expr: burn(`${days}d`), labels: shared },
    { record: "slo:period_error_budget_remaining:ratio", expr: `1 - slo:period_burn_rate:ratio${selector}`, labels: shared },
    { record: "sloth_slo_info", expr: "vector(1)", labels: { ...shared, sloth_mode: "quarterdeck", sloth_objective: exact(target * 100), sloth_spec: "prometheus/v1", sloth_version: "quarterdeck" } },
  ];
}

const title = (severity: string): string => `(${severity}) {{$labels.sloth_service}} {{$labels.sloth_slo}} SLO error budget burn rate is too fast.`;
const summary = "{{$labels.sloth_service}} {{$labels.sloth_slo}} SLO error budget burn rate is over expected.";

function alertExpression(rows: readonly BurnAlertRow[], { selector, days }: Named, target: number): string {
  const budget = exact(1 - target);
  const side = (ms: number, factor: string): string => `    max(slo:sli_error:ratio_rate${rangeText(ms)}${selector} > (${factor} * ${budget})) without (sloth_window)`;
  return rows.map((row) => {
    const factor = exact(alertFactor(row, days * dayMs));
    return `(\n${side(row.shortMs, factor)}\n    and\n${side(row.longMs, factor)}\n)`;
  }).join("\nor\n");
}

function alerts({ alerting, definition: { target } }: ExchangedSlo, named: Named, rows: readonly BurnAlertRow[]): Rule[] {
  if (!alerting) return [];
  const of = (severity: "page" | "ticket", alert: SlothAlert): Rule[] =>
    alert.isDisabled || !rows.some((row) => row.severity === severity) ? [] : [{ alert: alerting.name, expr: alertExpression(rows.filter((row) => row.severity === severity), named, target), labels: { ...alert.labels, sloth_severity: severity }, annotations: { summary, title: title(severity), ...alert.annotations } }];
  return [...of("page", alerting.page), ...of("ticket", alerting.ticket)];
}

/** Why an SLO cannot be written as rules of Prometheus; null when it can. */
export function ruleHindrance({ definition: { sli } }: ExchangedSlo): string | null {
  if (sli.kind !== "prometheus") return "it is measured by the portal and not by Prometheus";
  return hasRange(errorRatioQuery(sli.measure)) ? null : "its queries have no {{.window}}, so that they cannot look back over another range";
}

/**
 * Recording and alerting rules of an SLO in Sloth's dialect: error ratios over each window, the period's as the mean of those over the shortest (as Sloth does it; under uneven traffic
 * that differs from the portal's sum of events), and an alert of each severity. Source: Sloth, `internal/prometheus`.
 */
export function slothRules(slo: ExchangedSlo): RuleGroup[] {
  const named = nameSlo(slo);
  const rows = slo.definition.alertRows ?? rowsForPeriod(named.days * dayMs);
  const windows = [...new Set(rows.flatMap(({ shortMs, longMs }) => [shortMs, longMs]))].sort((a, b) => a - b).filter((ms) => ms !== named.days * dayMs);
  const groups = [
    { name: `sloth-slo-sli-recordings-${named.id.sloth_id ?? ""}`, rules: recordings(slo, named, windows) },
    { name: `sloth-slo-meta-recordings-${named.id.sloth_id ?? ""}`, rules: metadata(slo, named, Math.min(...windows)) },
    { name: `sloth-slo-alerts-${named.id.sloth_id ?? ""}`, rules: alerts(slo, named, rows) },
  ];
  return groups.filter(({ rules }) => rules.length > 0);
}
