import type { AlertDetail, AlertRow, MatcherInput } from "#contract/alerts";

export const sourceWords: Readonly<Record<string, string>> = { alertmanager: "Alertmanager", api: "API", slo: "error budget", monitor: "monitor", metric: "metric rule", demo: "demo" };
export const sourceWord = (source: string): string => sourceWords[source] ?? source;

export const severityWords: Readonly<Record<AlertRow["severity"], string>> = { page: "page", ticket: "ticket" };

export const stepWords: Readonly<Record<AlertDetail["steps"][number]["to"], string>> = { on_call: "who is on call", next_on_call: "the next on call", team: "the whole team" };

const eventWords: Readonly<Record<string, string>> = { began: "Began", seen: "Seen again", acknowledged: "Acknowledged", escalated: "Told", silenced: "Silenced", ended: "Ended", linked: "Linked", note: "Note" };
export const eventWord = (kind: string): string => eventWords[kind] ?? kind;

export const deliveryWords: Readonly<Record<string, string>> = { email: "e-mail", webhook: "webhook", in_app: "in the portal", push: "push" };

/** After a name: "Ada by e-mail", "Ada in the portal". */
export const toldBy = (kind: string): string => (kind === "in_app" ? "in the portal" : `by ${deliveryWords[kind] ?? kind}`);

/** Scheduled work acts under the name of its task, which says nothing to a reader. */
export const actorWord = (name: string): string => (/^[a-z]+\.[a-z-]+$/.test(name) ? "by the portal" : name);

/** How a channel tells: what a webhook speaks matters more than that it is one. */
const templateWords: Readonly<Record<string, string>> = { generic: "webhook, signed", slack: "Slack", ntfy: "ntfy", pushover: "Pushover" };
export const channelWord = ({ kind, template }: { kind: string; template: string | null }): string => (template === null ? (deliveryWords[kind] ?? kind) : (templateWords[template] ?? template));

export const matcherText = ({ name, operator, value }: MatcherInput): string => `${name}${operator}"${value}"`;
