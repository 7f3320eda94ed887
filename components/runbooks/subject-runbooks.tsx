import Link from "next/link";
import type { RunSubject, SuggestedRunbooks } from "#contract/runbooks";
import { ProofState, RunState } from "@/components/runbooks/run-badges";
import { linkClass, runName } from "@/components/runbooks/run-words";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";

interface SubjectRunbooksProps {
  found: SuggestedRunbooks;
  subject: RunSubject;
  canRun: boolean;
}

/** Runbooks that fit an incident, an alert, a window or a ticket, and what was carried out for it. Starting leads to the runbook, which asks for its variables. */
export function SubjectRunbooks({ found, subject, canRun }: SubjectRunbooksProps) {
  const query = `for=${subject.type}&number=${encodeURIComponent(subject.number)}`;
  return (
    <Card>
      <CardHeader title="Runbooks" />
      <CardBody className="grid gap-3 text-sm">
        {found.runs.length === 0 ? null : (
          <ul className="grid gap-2" aria-label="Runs">
            {found.runs.map((run) => <li key={run.number} className="flex flex-wrap items-center gap-x-2 gap-y-1"><RunState status={run.status} /><Link href={`/runbooks/runs/${run.number}`} className={linkClass}>{runName(run.number)} {run.runbook.title}</Link><span className="text-xs text-fg-3">{run.done} of {run.steps}</span></li>)}
          </ul>
        )}
        {found.items.length === 0 ? <p className="text-fg-3">No runbook fits. <Link href="/runbooks" className={linkClass}>See them all</Link></p> : (
          <ul className="grid gap-3" aria-label="Runbooks that fit">
            {found.items.map(({ slug, title, why, state }) => (
              <li key={slug} className="flex flex-wrap items-start justify-between gap-2">
                <span className="grid min-w-0 gap-0.5"><Link href={`/runbooks/${slug}?${query}`} className={linkClass}>{title}</Link><span className="text-xs text-fg-3 wrap-anywhere">{why}</span><ProofState state={state} /></span>
                {canRun ? <Button asChild size="sm"><Link href={`/runbooks/${slug}?${query}#run`} aria-label={`Run ${title}`}>Run</Link></Button> : null}
              </li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}
