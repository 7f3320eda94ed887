/** What is told about a group of alerts. */
export interface AlertMessage {
  isEnd: boolean;
  severity: string;
  /** The alert that stands for the group. */
  number: number;
  title: string;
  description: string;
  service: string | null;
  /** Alerts of the group that fire. */
  firing: number;
  /** ISO, UTC. */
  since: string;
  /** The alert's page. */
  url: string;
}

export const subjectOf = ({ isEnd, severity, title, service, firing }: AlertMessage): string => {
  const many = firing > 1 ? ` (${firing} alerts)` : "";
  const where = service === null || title.includes(service) ? "" : ` on ${service}`;
  return `${isEnd ? "[ended]" : `[${severity}]`} ${title}${where}${many}`.slice(0, 250);
};

const minuteOf = (iso: string): string => `${iso.slice(0, 16).replace("T", " ")} UTC`;

export const textOf = (message: AlertMessage): string =>
  [message.description, `${message.isEnd ? "It began" : "Since"} ${minuteOf(message.since)}${message.firing > 1 ? `, ${message.firing} alerts of this kind` : ""}.`, message.url].filter((line) => line !== "").join("\n\n").slice(0, 4_000);

export type WebhookTemplate = "generic" | "slack" | "ntfy" | "pushover";

export interface WebhookTarget {
  template: WebhookTemplate;
  url: string;
  key?: string | undefined;
  user?: string | undefined;
}

export interface Told {
  id: string;
  title: string;
  body: string;
  isUrgent: boolean;
  url: string;
}

const slackText = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** HTTP headers carry no other letters: RFC 2047, as ntfy reads it. */
const headerText = (text: string): string => {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const bytes = new TextEncoder().encode(text.replace(/[\r\n]+/g, " "));
  return `=?UTF-8?B?${btoa(String.fromCharCode(...bytes))}?=`;
};

/** The request that a service wants for a message; the generic form is signed by whoever sends it. */
export function webhookRequest({ template, url, key, user }: WebhookTarget, told: Told): { url: string; headers: Record<string, string>; body: string } {
  const json = { "content-type": "application/json" };
  if (template === "slack") return { url, headers: json, body: JSON.stringify({ text: `*${slackText(told.title)}*\n${slackText(told.body)}` }) };
  if (template === "ntfy") return { url, headers: { "content-type": "text/plain; charset=utf-8", title: headerText(told.title), priority: told.isUrgent ? "5" : "3", click: told.url, ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) }, body: told.body };
  if (template === "pushover") {
    const form = new URLSearchParams({ token: key ?? "", user: user ?? "", title: told.title, message: told.body.slice(0, 1_024), priority: told.isUrgent ? "1" : "0", url: told.url });
    return { url, headers: { "content-type": "application/x-www-form-urlencoded" }, body: form.toString() };
  }
  return { url, headers: json, body: JSON.stringify({ id: told.id, title: told.title, body: told.body, isUrgent: told.isUrgent, url: told.url }) };
}

const firstRetryMs = 10_000;
const longestRetryMs = 3_600_000;
export const maxDeliveryAttempts = 9;

/** Time until the next try after so many failures: 10 s, doubling, at most an hour; null = it is given up. What the receiver refuses for good is not tried again. */
export function retryAfterMs(failures: number, status: number | null): number | null {
  const isRefused = status !== null && status >= 400 && status < 500 && ![408, 425, 429].includes(status);
  if (isRefused || failures >= maxDeliveryAttempts) return null;
  return Math.min(longestRetryMs, firstRetryMs * 2 ** (failures - 1));
}
