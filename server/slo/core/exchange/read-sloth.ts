import { sloDefinitionSchema, type Sli } from "../../contract";
import { noAlert, ratioOfPercent, slugOf, type ReadDocument, type ReadSlo, type SlothAlert, type SlothAlerting } from "./exchanged-slo";
import { Fields, type Fault, type Path } from "./read-fields";

interface Spec {
  service: string;
  labels: Record<string, string>;
}

/** Sloth's two forms write the same in snake case and in camel case. */
const either = (fields: Fields, snake: string, camel: string): string => (fields.has(camel) ? camel : snake);

function readSli(slo: Fields, notCarried: Fault[]): Sli | null {
  const sli = slo.fields("sli", true);
  if (!sli) return null;
  if (sli.has("events")) {
    const events = sli.fields("events", true);
    const bad = events?.text(either(events, "error_query", "errorQuery"), true);
    const total = events?.text(either(events, "total_query", "totalQuery"), true);
    return bad && total ? { kind: "prometheus", unit: "events", measure: { form: "bad", bad, total }, lookbackMinutes: 1 } : null;
  }
  if (sli.has("raw")) {
    const raw = sli.fields("raw", true);
    const query = raw?.text(either(raw, "error_ratio_query", "errorRatioQuery"), true);
    return query ? { kind: "prometheus", unit: "events", measure: { form: "ratio", query, counts: "bad" }, lookbackMinutes: 1 } : null;
  }
  if (sli.has("plugin")) notCarried.push({ path: [...sli.path, "plugin"], reason: "a plugin of Sloth makes the queries; write them out" });
  slo.fail(["sli"], "events or raw is needed here");
  return null;
}

function readAlert(alerting: Fields, key: string): SlothAlert {
  const alert = alerting.fields(key);
  if (!alert) return noAlert;
  return { isDisabled: alert.raw("disable") === true, labels: alert.labels("labels"), annotations: alert.labels("annotations") };
}

function readAlerting(slo: Fields, name: string, notCarried: Fault[]): SlothAlerting | null {
  const alerting = slo.fields("alerting");
  if (!alerting) return null;
  notCarried.push({ path: alerting.path, reason: "kept for exported rules; the portal routes its alerts by its own rules" });
  const shared = { labels: alerting.labels("labels"), annotations: alerting.labels("annotations") };
  const [page, ticket] = [readAlert(alerting, either(alerting, "page_alert", "pageAlert")), readAlert(alerting, either(alerting, "ticket_alert", "ticketAlert"))];
  const whole = (alert: SlothAlert): SlothAlert => ({ isDisabled: alert.isDisabled, labels: { ...shared.labels, ...alert.labels }, annotations: { ...shared.annotations, ...alert.annotations } });
  return { name: alerting.text("name") ?? name, page: whole(page), ticket: whole(ticket) };
}

function readSlo(slo: Fields, { service, labels }: Spec, { faults, notCarried }: Pick<ReadDocument, "faults" | "notCarried">): ReadSlo[] {
  const before = faults.length;
  const [name, objective] = [slo.text("name", true), slo.number("objective", true)];
  const sli = readSli(slo, notCarried);
  const alerting = readAlerting(slo, name ?? "", notCarried);
  const [description, own] = [slo.text("description") ?? "", slo.labels("labels")];
  for (const path of slo.rest()) notCarried.push({ path, reason: "the portal has no place for it" });
  if (faults.length > before || name === null || objective === null || sli === null) return [];
  const definition = sloDefinitionSchema.safeParse({ name, description, service: null, owner: null, sli, target: ratioOfPercent(objective), window: { kind: "rolling", days: 30 }, labels: { ...labels, ...own }, ruleAlerting: alerting });
  if (!definition.success) {
    for (const issue of definition.error.issues) slo.fail(issue.path[0] === "target" ? ["objective"] : issue.path.map(String), issue.message);
    return [];
  }
  return [{ path: slo.path, slo: { slug: slugOf(`${service}-${name}`), innerName: name, service, definition: definition.data, alerting } }];
}

/** Reads a spec of Sloth, `version: prometheus/v1`, or its form for Kubernetes (`kind: PrometheusServiceLevel`), whose window is 30 days. */
export function readSloth(value: unknown, path: Path): ReadDocument {
  const found: ReadDocument = { slos: [], faults: [], notCarried: [] };
  const document = new Fields(value, path, found.faults);
  const isResource = document.text("kind") === "PrometheusServiceLevel";
  document.text(isResource ? "apiVersion" : "version");
  if (isResource) document.raw("metadata");
  const spec = isResource ? document.fields("spec", true) : document;
  if (!spec) return found;
  const service = spec.text("service", true);
  const labels = spec.labels("labels");
  const slos = spec.list("slos", true);
  if (service !== null) for (const slo of slos) found.slos.push(...readSlo(slo, { service, labels }, found));
  for (const path of [...spec.rest(), ...(isResource ? document.rest() : [])]) found.notCarried.push({ path, reason: "the portal has no place for it" });
  return found;
}
