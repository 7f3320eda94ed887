import { subjectOf, textOf, type AlertMessage } from "#core/alerts";
import { accounts } from "./accounts";
import type { Row } from "./row";

const told = accounts.find(({ role }) => role === "operator");
const readMs = 20 * 60_000;

interface Told extends AlertMessage {
  id: string;
  at: string;
  groupKey: string;
}

/** In the portal always, by e-mail where it pages: as the portal's own escalation tells. */
function rowsOf({ id, at, groupKey, ...message }: Told): Row[] {
  if (!told) return [];
  const ways = [{ kind: "in_app", recipient: "usr_demo_operator" }, ...(message.severity === "page" ? [{ kind: "email", recipient: told.email }] : [])];
  return ways.map(({ kind, recipient }) => ({
    id: `dlv_demo_${id}_${message.isEnd ? "end" : "begin"}_${kind}`, kind, recipient, subject_type: "alert_group", subject_id: groupKey, dedupe_key: `${message.isEnd ? "ended:" : ""}${id}${message.isEnd ? "" : ":0"}:${kind}::${recipient}`,
    title: subjectOf(message), body: textOf(message), status: "sent", attempts: 1, created_at: at, sent_at: at, read_at: kind === "in_app" ? new Date(Date.parse(at) + readMs).toISOString() : null,
  }));
}

export interface ToldAlert extends Pick<AlertMessage, "title" | "description" | "severity" | "service"> {
  id: string;
  groupKey: string;
  startedAt: string;
  endedAt: string | null;
}

/** Who was told that an alert began, and that it ended. */
export function planMessages({ startedAt, endedAt, ...alert }: ToldAlert): Row[] {
  const message = { ...alert, number: 0, firing: 1, since: startedAt, url: "" };
  return [...rowsOf({ ...message, isEnd: false, at: startedAt }), ...(endedAt === null ? [] : rowsOf({ ...message, isEnd: true, description: "", at: endedAt }))];
}
