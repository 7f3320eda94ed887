import { createRandom } from "./random";
import { minuteMs } from "./rhythm";
import type { DemoTicket, Row } from "./row";

const pad = (index: number): string => String(index).padStart(7, "0");

/** The steps of escalation that were taken, as the log tells them. Whoever was told says so when they take it up; a group has taken it up once one of it has the ticket. */
export function escalationRows({ index, events }: DemoTicket, untilMs: number): Row[] {
  return events.flatMap(({ atMs, seq, escalation }): Row[] => {
    if (!escalation) return [];
    const { key, policyId, kind, reason, target, targetUserId, fromLevel, toLevel } = escalation;
    const taker = kind === "functional" ? events.find((event) => event.seq > seq && event.assignee !== null) : undefined;
    const toldMs = atMs + createRandom(index, `escalation/${seq}`).int(3, 45) * minuteMs;
    const [takenUpMs, by] = kind === "functional" ? [taker?.atMs ?? Infinity, taker?.assignee ?? ""] : [toldMs, target.replace(/, on call$/, "")];
    const isTakenUp = takenUpMs < untilMs;
    return [{
      id: `esc_demo_${pad(index)}_${seq}`, ticket_id: `tkt_demo_${pad(index)}`, policy_id: policyId, step_key: key, kind, from_level: fromLevel, to_level: toLevel, target, target_user_id: targetUserId, reason, actor_name: "System",
      at: new Date(atMs).toISOString(), acknowledged_at: isTakenUp ? new Date(takenUpMs).toISOString() : null, acknowledged_by: isTakenUp ? by : null, is_demo: true,
    }];
  });
}
