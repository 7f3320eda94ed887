import { createRandom } from "./random";
import { minuteMs } from "./rhythm";
import type { DemoTicket, Row } from "./row";
import { missedWhenUrgent } from "./ticket-log";

const pad = (index: number): string => String(index).padStart(7, "0");

/** Steps of the policy for urgent tickets that were taken: where the target passed, the operator was told at that instant. Whoever was told says so when they take it up. */
export function escalationRows({ index, events, shown }: DemoTicket, untilMs: number): Row[] {
  const missed = missedWhenUrgent(events);
  if (!missed) return [];
  const takenUpMs = missed.atMs + createRandom(index, "escalation").int(3, 45) * minuteMs;
  const isTakenUp = takenUpMs < untilMs;
  return [{
    id: `esc_demo_${pad(index)}`, ticket_id: `tkt_demo_${pad(index)}`, policy_id: "esp_demo_urgent", step_key: `esp_demo_urgent.3.clock.${shown.openedAtMs}`, kind: "hierarchical", target: "Demo Operator", target_user_id: "usr_demo_operator",
    reason: "100 % of the time for the resolution has passed", actor_name: "System", at: new Date(missed.atMs).toISOString(),
    acknowledged_at: isTakenUp ? new Date(takenUpMs).toISOString() : null, acknowledged_by: isTakenUp ? "Demo Operator" : null, is_demo: true,
  }];
}
