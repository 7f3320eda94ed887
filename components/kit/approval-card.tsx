import type { ReactNode } from "react";
import { Banner } from "@/components/kit/banner";
import { Timestamp } from "@/components/kit/timestamp";
import { Card, CardBody, CardHeader } from "@/components/ui/card";

export interface ApprovalCardProps {
  policy: { required: number; reason: string; eligible: readonly string[]; couldBe: readonly string[]; isEnough: boolean };
  given: number;
  approvals: readonly { id: string; actorName: string; decision: string; comment: string; at: string; isBreakGlass: boolean; reviewedBy: string | null; reviewNote: string; mayReview: boolean }[];
  reader: { now: string; zone: string };
  /** What stands beside an approval without an approver that the reader may look at. */
  review: (approvalId: string) => ReactNode;
  /** What else bears on the decision, under the policy. */
  children?: ReactNode;
}

/** Who may approve, and who could where they are too few. */
function whoMay({ eligible, couldBe, isEnough }: ApprovalCardProps["policy"]): string {
  const names = eligible.slice(0, 6).join(", ");
  const may = eligible.length === 0 ? "Nobody else may approve it." : isEnough ? `May approve: ${names}.` : `Only ${names} may approve it, which is not enough.`;
  return isEnough || couldBe.length === 0 ? may : `${may} With the right to, so could ${couldBe.slice(0, 6).join(", ")}${couldBe.length > 6 ? ` and ${couldBe.length - 6} more` : ""}.`;
}

export interface ApprovalNoticeProps extends Pick<ApprovalCardProps, "policy" | "approvals"> {
  /** An approval is asked for and not given yet. */
  isAsked: boolean;
  /** What it means to go ahead without one. */
  price: string;
}

/** What stands at the top where an approval cannot be given, or was done without. */
export function ApprovalNotice({ policy, approvals, isAsked, price }: ApprovalNoticeProps) {
  const without = approvals.find(({ isBreakGlass, reviewedBy }) => isBreakGlass && reviewedBy === null);
  if (isAsked && !policy.isEnough) return <Banner tone="warn" title="Too few people may approve it.">{whoMay(policy)} If it cannot wait, it goes ahead without approval: {price}</Banner>;
  return without === undefined ? null : <Banner tone="warn" title="Approved without an approver." className="wrap-anywhere">{without.actorName} went ahead: “{without.comment}” Somebody else has to review it.</Banner>;
}

/** Who has to agree to planned work, who has, and what went ahead without and waits for review. */
export function ApprovalCard({ policy, given, approvals, reader, review, children }: ApprovalCardProps) {
  return (
    <Card>
      <CardHeader title="Approval" detail={policy.required === 0 ? undefined : `${given} of ${policy.required}`} />
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-2 text-sm">
        <p>{policy.reason}</p>
        {policy.required === 0 ? null : <p className="text-xs text-fg-3">{whoMay(policy)}</p>}
        {children}
        <ul className="divide-y divide-line empty:hidden">
          {approvals.map((approval) => (
            <li key={approval.id} className="grid gap-0.5 py-2">
              <span className="flex flex-wrap items-center gap-2">{approval.actorName} <span className="text-fg-3">{approval.decision}{approval.isBreakGlass ? ", without an approver" : ""}</span><span className="ml-auto text-xs text-fg-3"><Timestamp iso={approval.at} now={reader.now} zone={reader.zone} /></span></span>
              {approval.comment === "" ? null : <span className="text-fg-2 wrap-anywhere">{approval.comment}</span>}
              {!approval.isBreakGlass ? null : approval.reviewedBy === null ? (approval.mayReview ? <span>{review(approval.id)}</span> : <span className="text-xs text-fg-3">waits for review by somebody else</span>) : <span className="text-xs text-fg-3">reviewed by {approval.reviewedBy}: {approval.reviewNote}</span>}
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
