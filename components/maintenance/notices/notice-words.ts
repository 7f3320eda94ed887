import type { NoticeAudience, NoticeMoment } from "#contract/maintenance";
import type { Status } from "@/components/kit/status-map";

export const audienceWords: Readonly<Record<NoticeAudience, string>> = { customer: "customer", team: "team", internal: "inside" };
export const momentWords: Readonly<Record<NoticeMoment, string>> = { announced: "announced", t7d: "7 days before", t24h: "24 hours before", t1h: "1 hour before", start: "begun", end: "ended", reschedule: "moved", cancel: "cancelled", overrun: "takes longer" };
export const kindWords: Readonly<Record<string, string>> = { email: "e-mail", webhook: "webhook" };

const states: Readonly<Record<string, { status: Status; label: string }>> = {
  sent: { status: "ok", label: "sent" }, kept: { status: "info", label: "kept, no mail server" }, waiting: { status: "waiting", label: "waiting" }, failed: { status: "warn", label: "failed, tried again" }, given_up: { status: "failed", label: "given up" },
};
export const deliveryState = (status: string): { status: Status; label: string } => states[status] ?? { status: "none", label: status };
