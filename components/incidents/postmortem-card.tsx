import type { CardProps, IncidentDetail } from "@/components/incidents/incident-cards";
import { PostmortemForm } from "@/components/incidents/postmortem-form";
import { ReviewSteps } from "@/components/incidents/review-steps";
import { Markdown } from "@/components/kit/markdown";
import { Card, CardBody, CardHeader } from "@/components/ui/card";

/** How far it is, and whose turn it is. */
function postmortemLine({ state, reviewer, reviewedBy }: Pick<NonNullable<IncidentDetail["postmortem"]>, "state" | "reviewer" | "reviewedBy">): string {
  if (state === "published") return reviewedBy === null ? "published" : `published, reviewed by ${reviewedBy}`;
  if (state === "in_review") return reviewer === "" ? "in review, nobody is named as reviewer" : `in review, waits for ${reviewer}`;
  return reviewer === "" ? "draft" : `draft, to be reviewed by ${reviewer}`;
}

export function PostmortemCard({ incident, canWrite, people }: Pick<CardProps, "incident" | "canWrite"> & { people: readonly string[] }) {
  const { postmortem, row } = incident;
  const values = postmortem ? { body: postmortem.body, state: postmortem.state, reviewer: postmortem.reviewer } : null;
  return (
    <Card id="postmortem" className="scroll-mt-16">
      <CardHeader title="Postmortem" detail={postmortem ? postmortemLine(postmortem) : undefined} actions={canWrite ? <PostmortemForm number={row.number} version={postmortem?.version ?? 0} values={values} people={people} /> : undefined} />
      <CardBody className="grid gap-4">
        {postmortem && postmortem.body.trim() !== "" ? <Markdown shift={2}>{postmortem.body}</Markdown> : <p className="text-sm text-fg-3">{row.resolvedAt === null ? "It can be begun while the incident lasts." : "Nobody has written it yet."}</p>}
        {canWrite && postmortem?.state === "in_review" ? <ReviewSteps number={row.number} version={postmortem.version} body={postmortem.body} isResolved={row.resolvedAt !== null} /> : null}
      </CardBody>
    </Card>
  );
}
