import "server-only";
import { listIncidentAlerts, listToldAbout, listWorkOn, type IncidentAlert } from "./incident-history-repository";

/** Something that alerts and messages add to the story of an incident. */
export interface HistoryEntry {
  at: Date;
  kind: "alert" | "message";
  /** Empty where nobody did it. */
  actorName: string;
  text: string;
  alert: number | null;
}

export interface IncidentHistory {
  entries: HistoryEntry[];
  /** Alerts that began on the affected services and belong to no incident. */
  unlinked: IncidentAlert[];
}

interface Stretch {
  from: Date;
  to: Date;
}

const words: Readonly<Record<string, string>> = { acknowledged: "acknowledged", silenced: "silenced", note: "note" };
const kindWords: Readonly<Record<string, string>> = { email: "by e-mail", in_app: "in the portal", push: "by push", webhook: "by webhook" };
const endSlackMs = 3_600_000;

function beginAndEnd({ number, title, startedAt, endedAt, isLinked }: IncidentAlert): HistoryEntry[] {
  const entry = { kind: "alert" as const, actorName: "", alert: number };
  const began = { ...entry, at: startedAt, text: `Alert ${number} began: ${title}${isLinked ? "" : " (on an affected service, not linked)"}` };
  return endedAt === null ? [began] : [began, { ...entry, at: endedAt, text: `Alert ${number} ended: ${title}` }];
}

function workOn(alerts: readonly IncidentAlert[], events: Awaited<ReturnType<typeof listWorkOn>>): HistoryEntry[] {
  const known = new Map(alerts.map((alert) => [alert.id, alert]));
  return events.flatMap(({ alertId, at, kind, actorName, data }) => {
    const alert = known.get(alertId);
    const note = String((data as { text?: unknown } | null)?.text ?? "");
    return alert ? [{ at, kind: "alert" as const, actorName, alert: alert.number, text: `Alert ${alert.number} ${words[kind] ?? kind}${note === "" ? "" : `: ${note}`}` }] : [];
  });
}

/** Messages with one wording at one time are one entry: who was told, and how; what did not arrive says so. */
function toldOf(rows: Awaited<ReturnType<typeof listToldAbout>>): HistoryEntry[] {
  const told = new Map<string, { at: Date; title: string; to: string[] }>();
  for (const { createdAt, title, recipient, channel, kind, status } of rows) {
    const key = `${createdAt.toISOString()} ${title}`;
    const entry = told.get(key) ?? { at: createdAt, title, to: [] };
    const failed = status === "failed" || status === "given_up" ? ", not delivered" : "";
    entry.to.push(`${channel ?? recipient} (${kindWords[kind] ?? kind}${failed})`);
    told.set(key, entry);
  }
  return [...told.values()].map(({ at, title, to }) => ({ at, kind: "message", actorName: "", alert: null, text: `Told ${[...new Set(to)].join(", ")}: ${title}` }));
}

/** What alerts did while an incident lasted, what was done about them, and who was told: the part of its timeline that nobody has to write. */
export async function listIncidentHistory(incident: { id: string; serviceIds: readonly string[] }, { from, to }: Stretch): Promise<IncidentHistory> {
  const alerts = await listIncidentAlerts(incident, { from, to });
  const linked = alerts.filter(({ isLinked }) => isLinked);
  const first = new Date(Math.min(from.getTime(), ...linked.map(({ startedAt }) => startedAt.getTime())));
  const [events, messages] = await Promise.all([listWorkOn(linked.map(({ id }) => id)), listToldAbout([...new Set(linked.map(({ groupKey }) => groupKey))], { from: first, to: new Date(to.getTime() + endSlackMs) })]);
  return { entries: [...alerts.flatMap(beginAndEnd), ...workOn(linked, events), ...toldOf(messages)], unlinked: alerts.filter(({ isLinked }) => !isLinked) };
}
