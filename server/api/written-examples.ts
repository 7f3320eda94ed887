import type { JsonObject } from "./registered";

const stateKinds = ["open", "waiting", "resolved", "closed"];
const week = { "1": [["09:00", "17:00"]], "2": [], "3": [], "4": [], "5": [], "6": [], "7": [] };
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Inputs with parts that have to fit each other, lie ahead, or name something that exists everywhere, which no schema says. */
export function writtenExamples(now: Date): Readonly<Record<string, JsonObject>> {
  const inDays = (days: number): string => `${new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10)}T00:00:00.000Z`;
  return {
    alerts_addOverride: { from: inDays(7), to: inDays(14) },
    alerts_createRule: { metric: "ticket_volume", threshold: 100 },
    alerts_createSilence: { matchers: [{ name: "service", operator: "=", value: "checkout" }], comment: "Planned work", endsAt: inDays(7) },
    alerts_subscribePush: { keys: { p256dh: `B${"A".repeat(86)}`, auth: "A".repeat(22) } },
    alerts_updateRule: { metric: "ticket_volume", threshold: 100 },
    catalog_importCatalog: { text: "services:\n  - name: Checkout\n    slug: checkout\n    tier: 1\n" },
    deployments_whatChanged: { incident: 1 },
    maintenance_create: { startsLocal: `${inDays(30).slice(0, 10)}T02:30`, durationMs: 2 * hourMs },
    maintenance_setNoticeTemplate: { title: "{{what}}", body: "{{what}}" },
    maintenance_subscribe: { target: { kind: "email", to: "ops@example.com" } },
    sla_createCalendar: { week },
    sla_createEscalation: { steps: [{ when: { kind: "silence", minutes: 30 }, to: { kind: "level", level: "l2" } }] },
    sla_createPolicy: { resolutionMs: 8 * hourMs },
    sla_updateCalendar: { week },
    sla_updatePolicy: { resolutionMs: 8 * hourMs },
    slo_push: { samples: [{ at: new Date(now.getTime() - hourMs).toISOString(), good: 99, total: 100 }] },
    slo_overrideFreeze: { until: inDays(7) },
    tickets_bulkUpdate: { changes: { impact: "high" } },
    tickets_link: { target: "TK2" },
    tickets_unlink: { target: "TK2" },
    tickets_saveStates: { states: stateKinds.map((kind) => ({ name: kind, kind, isDefault: true })) },
    updates_create: { rrule: "FREQ=WEEKLY" },
  };
}
