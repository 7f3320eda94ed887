/** What Alertmanager 0.25 posts to a webhook: nanoseconds, no end while it fires, a fingerprint of its own. */
export const alertmanagerMessage = (status: "firing" | "resolved", alert: { startsAt: string; endsAt?: string; service?: string } ) => ({
  receiver: "quarterdeck", status, externalURL: "http://alertmanager.example.test:9093", version: "4", groupKey: '{}:{alertname="HighErrorRate", service="payments-api"}', truncatedAlerts: 0,
  groupLabels: { alertname: "HighErrorRate" }, commonLabels: { alertname: "HighErrorRate", severity: "page" }, commonAnnotations: { summary: "burning" },
  alerts: [{
    status, labels: { alertname: "HighErrorRate", service: alert.service ?? "payments-api", severity: "page", instance: "a:9090" }, annotations: { summary: "5% of requests fail", description: "The error budget burns 14 times too fast." },
    startsAt: alert.startsAt, endsAt: alert.endsAt ?? "0001-01-01T00:00:00Z", generatorURL: "http://prometheus.example.test:9090/graph?g0.expr=x", fingerprint: "b09d640360886200",
  }],
});
