import { groupKeyOf } from "#core/alerts";
import { planMessages } from "./alert-messages";
import type { Failure } from "./failures";
import { serviceOf, services, type DemoService } from "./organisation";
import { createRandom } from "./random";
import { minuteMs, type Timeline } from "./rhythm";
import { runbooks } from "./runbooks";
import type { Row } from "./rows";

export interface AlertStory {
  alert: Row;
  events: Row[];
  /** Who was told of it. */
  messages: Row[];
}

interface Draft {
  id: string;
  alertname: string;
  runbook: string | null;
  title: string;
  description: string;
  severity: "page" | "ticket";
  service: DemoService;
  startedAtMs: number;
  endedAtMs: number | null;
  acknowledgedAtMs: number | null;
}

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));
const onCall = "Demo Operator";
/** Alerts are raised when a check has failed twice. */
const detectionMs = 2 * minuteMs;
const nextStepMs = 10 * minuteMs;
const noisyAlertsAYear = 14;

/** What a failure raises: a page where customers feel it, answered within some minutes unless it is over before. */
function failureAlert(seed: number, failure: Failure, timeline: Timeline): Draft[] {
  const random = createRandom(seed, `alert/${failure.id}`);
  const service = serviceOf(failure.service);
  const startedAtMs = failure.startedAtMs + detectionMs;
  if (startedAtMs >= timeline.untilMs || startedAtMs >= failure.endedAtMs) return [];
  const endedAtMs = failure.endedAtMs < timeline.untilMs ? failure.endedAtMs : null;
  const severity = failure.kind === "down" && service.tier <= 2 ? "page" : "ticket";
  const answeredAtMs = startedAtMs + Math.round(random.logNormal(severity === "page" ? 4 : 25, 0.6) * minuteMs);
  const runbook = runbooks.find((each) => each.service === failure.service && each.alertNames.length > 0);
  return [{
    id: `alr_demo_${failure.id}`, alertname: runbook?.alertNames[0] ?? "ServiceDown", runbook: runbook?.slug ?? null, title: `${service.name} is ${failure.kind}`, description: failure.region === null ? "Checks fail in every region." : `Checks fail in ${failure.region}.`,
    severity, service, startedAtMs, endedAtMs, acknowledgedAtMs: answeredAtMs < Math.min(failure.endedAtMs, timeline.untilMs) ? answeredAtMs : null,
  }];
}

/** Thresholds set too tight: alerts that come and go, and that nobody answers. */
function noisyAlerts(seed: number, service: DemoService, { fromMs, untilMs }: Timeline): Draft[] {
  const random = createRandom(seed, `noise/${service.slug}`);
  const spread = (untilMs - fromMs) / noisyAlertsAYear;
  return Array.from({ length: noisyAlertsAYear }, (_, index): Draft => {
    const startedAtMs = Math.round((fromMs + (index + 0.05 + random.next() * 0.9) * spread) / minuteMs) * minuteMs;
    return {
      id: `alr_demo_noise_${service.slug}_${index}`, alertname: "LatencyHigh", runbook: null, title: `${service.name} answers slowly`, description: "The 95th percentile passed its threshold.", severity: "ticket", service,
      startedAtMs, endedAtMs: Math.min(untilMs, startedAtMs + random.int(3, 14) * minuteMs), acknowledgedAtMs: null,
    };
  });
}

/** Steps of the escalation that were taken before somebody answered, or it was over. */
function stepsTaken({ severity, startedAtMs, endedAtMs, acknowledgedAtMs }: Draft, untilMs: number): number {
  if (severity === "ticket") return 1;
  return Math.min(3, 1 + Math.floor(((acknowledgedAtMs ?? endedAtMs ?? untilMs) - startedAtMs) / nextStepMs));
}

function storyOf(draft: Draft, untilMs: number): AlertStory {
  const { id, alertname, runbook, title, description, severity, service, startedAtMs, endedAtMs, acknowledgedAtMs } = draft;
  const labels = { alertname, service: service.slug, severity };
  const kinds = [["began", startedAtMs, "monitors"], ["acknowledged", acknowledgedAtMs, onCall], ["ended", endedAtMs, "monitors"]] as const;
  const events = kinds.flatMap(([kind, atMs, actor]) => (atMs === null ? [] : [{ kind, at: iso(atMs), actor_name: actor }]));
  const alert: Row = {
    id, fingerprint: `demo:${id}`, open_key: endedAtMs === null ? `demo:${id}` : null, group_key: groupKeyOf("demo", labels), source: "demo", title, description, severity, status: endedAtMs === null ? "firing" : "ended", service_id: `svc_demo_${service.slug}`,
    team_id: `team_demo_${service.owner}`, labels, annotations: {}, runbook_slug: runbook, occurrences: 1, started_at: iso(startedAtMs), last_seen_at: iso(endedAtMs ?? untilMs), acknowledged_at: isoOrNull(acknowledgedAtMs), acknowledged_by: acknowledgedAtMs === null ? null : onCall,
    escalation: stepsTaken(draft, untilMs), ended_at: isoOrNull(endedAtMs), is_demo: true, version: 1,
  };
  const times = { startedAt: iso(startedAtMs), endedAt: isoOrNull(endedAtMs) };
  return { alert, events: events.map((event, index) => ({ alert_id: id, seq: index + 1, data: {}, ...event })), messages: planMessages({ id, title, description, severity, groupKey: groupKeyOf("demo", labels), service: service.name, ...times }) };
}

/** The year's alerts in the order in which they began: one for each failure that was noticed, and the noise. */
export const planAlerts = (seed: number, timeline: Timeline, failures: readonly Failure[]): AlertStory[] =>
  [...failures.flatMap((failure) => failureAlert(seed, failure, timeline)), ...services.flatMap((service) => noisyAlerts(seed, service, timeline))]
    .sort((a, b) => a.startedAtMs - b.startedAtMs || (a.id < b.id ? -1 : 1)).map((draft) => storyOf(draft, timeline.untilMs));

