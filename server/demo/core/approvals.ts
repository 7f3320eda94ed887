import { approvalPolicy } from "#core/maintenance";
import { services } from "./organisation";
import { hourMs, minuteMs } from "./rhythm";
import type { Row } from "./rows";

interface Approver {
  id: string;
  name: string;
}

const admin: Approver = { id: "usr_demo_admin", name: "Demo Admin" };
const first: Approver = { id: "usr_demo_nadia_rossi", name: "Nadia Rossi" };
const second: Approver = { id: "usr_demo_kofi_mensah", name: "Kofi Mensah" };

/** Who looks at work that somebody asked for: never the one who asked. */
export const approverOf = (requestedBy: string): Approver => (requestedBy === first.name ? second : first);

const atMs = (row: Row, column: string): number => Date.parse(String(row[column]));
const approval = (subject: { type: "window" | "plan"; row: Row }, { id, name }: Approver, ms: number): Row => ({ id: `apv_${String(subject.row.id)}_${id}`, subject_type: subject.type, subject_id: subject.row.id ?? "", subject_version: 1, actor_id: id, actor_name: name, decision: "approved", comment: "", is_break_glass: false, at: new Date(ms).toISOString() });

/** The approvals of a window that has them, as many and by whom the policy asks. */
function ofWindow(row: Row, tier: number | null): Row[] {
  if (typeof row.approved_at !== "string") return [];
  const { required, needsAdmin } = approvalPolicy({ kind: row.kind as "normal", risk: row.risk as "low", tier });
  const peer = approverOf(String(row.requested_by));
  const asked = required === 0 ? [] : needsAdmin ? (required > 1 ? [peer, admin] : [admin]) : [peer];
  return asked.map((person, place) => approval({ type: "window", row }, person, atMs(row, "approved_at") - (asked.length - 1 - place) * minuteMs));
}

/** Plans grow riskier and safer with what happens to their service: those of the first tier have two approvals, all of them an administrator's. */
const ofPlan = (row: Row, tier: number | null): Row[] => (tier === 1 ? [approverOf(String(row.requested_by)), admin] : [admin]).map((person, place) => approval({ type: "plan", row }, person, atMs(row, "approved_at") - hourMs + place * hourMs));

/** Who agreed to the work that the demo tells of. */
export function approvalRows({ windows, plans, serviceOfWindow }: { windows: readonly Row[]; plans: readonly Row[]; serviceOfWindow: readonly Row[] }): Row[] {
  const tierOf = new Map(services.map(({ slug, tier }) => [`svc_demo_${slug}`, tier]));
  const tierOfWindow = new Map(serviceOfWindow.map((row) => [String(row.window_id), tierOf.get(String(row.service_id)) ?? null]));
  return [...windows.flatMap((row) => ofWindow(row, tierOfWindow.get(String(row.id)) ?? null)), ...plans.flatMap((row) => ofPlan(row, tierOf.get(String(row.service_id)) ?? null))];
}
