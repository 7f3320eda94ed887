import "server-only";
import { severityOf, type Labels, type Signal } from "#core/alerts";
import type { AlertmanagerMessage } from "./contract";

/** Go's zero time means that there is none; so does any other before the epoch. */
const instantOf = (text: string | undefined): number | null => {
  const atMs = text === undefined ? NaN : Date.parse(text);
  return atMs > 0 ? atMs : null;
};

const titleOf = (labels: Labels, annotations: Labels): string => {
  const name = labels.alertname ?? "Alert";
  const summary = annotations.summary ?? annotations.title;
  return (summary === undefined || summary === "" ? name : `${name}: ${summary}`).slice(0, 200);
};

/** Addresses that the portal links to are of the web; a message may hold others. */
const webAddress = (text: string): string | null => (/^https?:\/\//i.test(text) ? text : null);

/** What Alertmanager's webhook says, alert by alert. */
export const signalsOf = (message: AlertmanagerMessage, nowMs: number): Signal[] =>
  message.alerts.map(({ status, labels, annotations, startsAt, endsAt, generatorURL, fingerprint }) => ({
    source: "alertmanager", fingerprint: fingerprint ?? null, isFiring: status === "firing", title: titleOf(labels, annotations), description: annotations.description ?? annotations.message ?? "",
    severity: severityOf(labels.severity), labels, annotations, href: webAddress(generatorURL) ?? webAddress(message.externalURL), startedAtMs: instantOf(startsAt) ?? nowMs, endedAtMs: status === "resolved" ? instantOf(endsAt) : null,
  }));
