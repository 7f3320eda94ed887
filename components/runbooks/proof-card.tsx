import Link from "next/link";
import type { RunbookProof } from "#contract/runbooks";
import { DescriptionList } from "@/components/kit/description-list";
import { Timestamp } from "@/components/kit/timestamp";
import { ProofState } from "@/components/runbooks/run-badges";
import { linkClass, type Reader } from "@/components/runbooks/run-words";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatCount, formatDuration, formatValue } from "@/lib/format";

function Drift({ drift, reader }: { drift: RunbookProof["drift"]; reader: Reader }) {
  if (drift.length === 0) return null;
  return (
    <ul className="grid gap-1 text-sm">
      {drift.slice(0, 5).map(({ what, at, href }) => (
        <li key={`${what}${at}`} className="wrap-anywhere">{href === null ? what : <Link href={href} className={linkClass}>{what}</Link>} <span className="text-xs text-fg-3"><Timestamp iso={at} now={reader.now} zone={reader.zone} /></span></li>
      ))}
    </ul>
  );
}

/** What the runs of a runbook prove, and what changed since the last that succeeded. */
export function ProofCard({ proof, slug, reader }: { proof: RunbookProof; slug: string; reader: Reader }) {
  const runs = <Link href={`/runbooks/runs?runbook=${encodeURIComponent(slug)}`} className={linkClass}>{formatCount(proof.runs, "run")}</Link>;
  return (
    <Card>
      <CardHeader title="Proof" actions={<ProofState state={proof.state} />} />
      <CardBody className="grid gap-3">
        <DescriptionList
          items={[
            { term: "Last success", description: <Timestamp iso={proof.lastSuccessAt} now={reader.now} zone={reader.zone} none="never" /> },
            { term: "Helped", description: proof.counted === 0 ? <span className="text-fg-3">no run has ended yet</span> : `${formatValue(proof.succeeded / proof.counted, "ratio")} (${proof.succeeded} of ${proof.counted})` },
            { term: "Takes", description: proof.medianMs === null ? <span className="text-fg-3">not known yet</span> : `${formatDuration(proof.medianMs)} (median)` },
            { term: "History", description: proof.runs === 0 ? <span className="text-fg-3">never carried out</span> : runs },
          ]}
        />
        {proof.drift.length === 0 ? null : <div className="grid gap-1"><p className="text-sm font-medium">Changed since the last success</p><Drift drift={proof.drift} reader={reader} /></div>}
      </CardBody>
    </Card>
  );
}
