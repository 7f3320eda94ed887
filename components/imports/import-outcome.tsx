"use client";

import Link from "next/link";
import { useId, useState } from "react";
import type { Failure, Report } from "@/components/imports/import-messages";
import { recordsOf } from "@/components/imports/import-messages";
import { RejectionsTable } from "@/components/imports/rejections-table";
import { TallyStrip } from "@/components/imports/tally-strip";
import { Banner } from "@/components/kit/banner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { formatCount } from "@/lib/format";

export interface PreviewOutcomeProps {
  report: Report;
  onCommit: () => void;
}

/** What would happen, and the one button that makes it happen. */
export function PreviewOutcome({ report, onCommit }: PreviewOutcomeProps) {
  const changes = report.created + report.updated;
  const nothing = recordsOf(report) === 0 ? "The file holds nothing that can be imported." : "Everything in this file is already here: importing it would change nothing.";
  return (
    <section aria-label="Preview" className="grid gap-4">
      <TallyStrip tally={report} isPreview />
      {changes === 0 ? <Banner>{nothing}</Banner> : null}
      {report.rejected > 0 ? <RejectionsTable rejections={report.rejections} total={report.rejected} /> : null}
      {changes === 0 ? null : (
        <div className="flex flex-wrap items-center gap-3">
          <Button variant="primary" size="lg" onClick={onCommit}>
            Import {formatCount(changes, "record")}
          </Button>
          <p className="text-xs text-fg-3">Nothing has been written yet.</p>
        </div>
      )}
    </section>
  );
}

export interface DoneOutcomeProps {
  report: Report;
  listPath: string;
}

export function DoneOutcome({ report, listPath }: DoneOutcomeProps) {
  return (
    <section aria-label="Report" className="grid gap-4">
      <p role="status" className="sr-only">
        Import finished: {report.created} created, {report.updated} updated, {report.unchanged} unchanged, {report.rejected} rejected.
      </p>
      <TallyStrip tally={report} isPreview={false} />
      {report.rejected > 0 ? <RejectionsTable rejections={report.rejections} total={report.rejected} /> : null}
      <div>
        <Button asChild variant="primary" size="lg">
          <Link href={listPath}>See the records</Link>
        </Button>
      </div>
    </section>
  );
}

export interface FailedOutcomeProps {
  failure: Failure;
  title: string;
  onRetry: (allowDemo: boolean) => void;
}

/** Why it stopped. Where only a confirmation is missing, it can be given here. */
export function FailedOutcome({ failure, title, onRetry }: FailedOutcomeProps) {
  const id = useId();
  const [isConfirmed, setConfirmed] = useState(false);
  const needsConfirmation = failure.code === "PRECONDITION_FAILED";
  return (
    <div className="grid gap-3">
      <Banner tone={needsConfirmation ? "warn" : "critical"} title={title} isLive>
        {failure.message}
        {failure.code === "INTERNAL" && failure.requestId !== null ? <code className="ml-1 font-mono text-xs">{failure.requestId}</code> : null}
      </Banner>
      {needsConfirmation ? (
        <div className="flex items-center gap-2">
          <Checkbox id={id} checked={isConfirmed} onCheckedChange={(checked) => setConfirmed(checked === true)} />
          <label htmlFor={id} className="text-sm">
            Import although demo data and real data will mix
          </label>
        </div>
      ) : null}
      <div>
        <Button disabled={needsConfirmation && !isConfirmed} onClick={() => onRetry(needsConfirmation)}>
          {needsConfirmation ? "Import anyway" : "Try again"}
        </Button>
      </div>
    </div>
  );
}
