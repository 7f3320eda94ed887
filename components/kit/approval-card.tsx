import type { ReactNode } from "react";
import { Timestamp } from "@/components/kit/timestamp";
import { Card, CardBody, CardHeader } from "@/components/ui/card";

export interface ApprovalCardProps {
  policy: { required: number; reason: string; eligible: readonly string[]; couldBe: readonly string[]; isEnough: boolean };
  given: number;
  approvals: readonly { id: string; actorName: string; decision: string; comment: string; at: string; isBreakGlass: boolean; reviewedBy: string | null; reviewNote: string }[];
  reader: { now: string; zone: string };
  /** What stands beside an approval without an approver that nobody has looked at yet; null = the reader may not review. */
  review: ((approvalId: string) => ReactNode) | null;
  /** What else bears on the decision, under the policy. */
  children?: ReactNode;
}

/** Who has to agree to planned work, who has, and what went ahead without and waits for review. */
export function ApprovalCard({ policy, given, approvals, reader, review, children }: ApprovalCardProps) {
  const who = policy.eligible.length === 0 ? "Nobody may approve it." : `May approve: ${policy.eligible.slice(0, 6).join(", ")}.`;
  return (
    <Card>
      <CardHeader title="Approval" detail={policy.required === 0 ? undefined : `${given} of ${policy.required}`} />
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-2 text-sm">
        <p>{policy.reason}</p>
        {policy.required === 0 ? null : <p className="text-xs text-fg-3">{who}{policy.isEnough || policy.couldBe.length === 0 ? "" : ` Could, with the right to: ${policy.couldBe.join(", ")}.`}</p>}
        {children}
        <ul className="divide-y divide-line empty:hidden">
          {approvals.map((approval) => (
            <li key={approval.id} className="grid gap-0.5 py-2">
              <span className="flex flex-wrap items-center gap-2">{approval.actorName} <span className="text-fg-3">{approval.decision}{approval.isBreakGlass ? ", without an approver" : ""}</span><span className="ml-auto text-xs text-fg-3"><Timestamp iso={approval.at} now={reader.now} zone={reader.zone} /></span></span>
              {approval.comment === "" ? null : <span className="text-fg-2 wrap-anywhere">{approval.comment}</span>}
              {!approval.isBreakGlass ? null : approval.reviewedBy === null ? (review === null ? <span className="text-xs text-fg-3">waits for review</span> : <span>{review(approval.id)}</span>) : <span className="text-xs text-fg-3">reviewed by {approval.reviewedBy}: {approval.reviewNote}</span>}
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
