import type { Metadata } from "next";
import type { z } from "zod";
import Link from "next/link";
import { DataTable, type Column } from "@/components/kit/data-table";
import { Page, PageHeader } from "@/components/kit/page-header";
import { StatusBadge } from "@/components/kit/status-badge";
import { SummaryStrip } from "@/components/kit/summary-strip";
import { Timestamp } from "@/components/kit/timestamp";
import { RetryDeliveries } from "@/components/mail/retry-deliveries";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { formatBytes, formatCount } from "@/lib/format";
import { operations } from "@/server/api/operations";
import { pageCall, pageContext } from "@/server/api/page";
import { can } from "@/server/platform/auth/actor";

export const metadata: Metadata = { title: "Health" };

type Health = z.output<typeof operations.platform.health.output>;
type Component = Health["components"][number];
type Undelivered = Health["undelivered"][number];

const words = { ok: "OK", failed: "Failed", off: "Not configured" } as const;
const statuses = { ok: "ok", failed: "failed", off: "none" } as const;

interface Reader {
  now: string;
  zone: string;
}

const columnsFor = ({ now, zone }: Reader): Column<Component>[] => [
  { id: "name", header: "Component", isPrimary: true, cell: (row) => <span className="font-medium">{row.name}</span> },
  { id: "status", header: "Status", cell: (row) => <StatusBadge status={statuses[row.status]} label={words[row.status]} /> },
  { id: "latency", header: "Latency", align: "end", cell: (row) => (row.latencyMs === null ? <span className="text-fg-3">no data</span> : `${row.latencyMs} ms`) },
  { id: "last", header: "Last success", cell: (row) => <Timestamp iso={row.lastSuccessAt} now={now} zone={zone} /> },
  { id: "detail", header: "Detail", cell: (row) => <span className="text-fg-2 wrap-anywhere">{row.detail}</span> },
];

const undeliveredColumns = ({ now, zone }: Reader): Column<Undelivered>[] => [
  { id: "topic", header: "Event", isPrimary: true, cell: (row) => <span className="font-medium">{row.topic}</span> },
  { id: "at", header: "Written", cell: (row) => <Timestamp iso={row.createdAt} now={now} zone={zone} /> },
  { id: "attempts", header: "Tries", align: "end", cell: (row) => row.attempts },
  { id: "next", header: "Next try", cell: (row) => <Timestamp iso={row.retryAt} now={now} zone={zone} none="given up" /> },
  { id: "error", header: "Fault", cell: (row) => <span className="text-fg-2 wrap-anywhere">{row.error ?? ""}</span> },
];

function UndeliveredEvents({ rows, reader, canRetry }: { rows: readonly Undelivered[]; reader: Reader; canRetry: boolean }) {
  return (
    <section aria-labelledby="undelivered" className="grid gap-3">
      <div className="flex items-center justify-between gap-3">
        <h2 id="undelivered" className="text-lg font-semibold">
          Not delivered
        </h2>
        {canRetry ? <RetryDeliveries /> : null}
      </div>
      <DataTable caption="Events that were tried and not delivered" columns={undeliveredColumns(reader)} rows={rows} rowKey={(row) => row.seq} />
    </section>
  );
}

function BackupFigure({ backup, reader }: { backup: Health["lastBackup"]; reader: Reader }) {
  return <Timestamp iso={backup?.at ?? null} now={reader.now} zone={reader.zone} none="never" />;
}

const detailOf = (backup: Health["lastBackup"]): string => (backup === null ? "npm run -s cli -- backup" : `${formatCount(backup.rows, "row")} in ${formatCount(backup.tables, "table")}, ${formatBytes(backup.bytes)}`);

export default async function HealthPage() {
  const { actor, now } = await pageContext();
  const health = await pageCall(operations.platform.health, {});
  const reader = { now, zone: actor.zone };
  return (
    <>
      <TopBar crumbs={[{ label: "Administration" }, { label: "Health" }]} actions={<Button asChild size="sm" variant="ghost"><Link href="/health/answers">Answer cache</Link></Button>} />
      <Page>
        <PageHeader title="Health" description="Checked when this page was opened. The same figures are at /readyz and, for Prometheus, at /metrics." aside={<StatusBadge status={health.isReady ? "ok" : "failed"} label={health.isReady ? "Ready" : "Not ready"} />} />
        <SummaryStrip
          label="Backups"
          items={[
            { label: "Last backup", value: <BackupFigure backup={health.lastBackup} reader={reader} />, detail: detailOf(health.lastBackup) },
            { label: "Last verified restore", value: <BackupFigure backup={health.lastVerifiedRestore} reader={reader} />, detail: health.lastVerifiedRestore === null ? "npm run -s cli -- backup --verify" : detailOf(health.lastVerifiedRestore) },
          ]}
        />
        <DataTable caption="Components" columns={columnsFor(reader)} rows={health.components} rowKey={(row) => row.name} />
        {health.undelivered.length > 0 ? <UndeliveredEvents rows={health.undelivered} reader={reader} canRetry={can(actor, "platform.manage")} /> : null}
      </Page>
    </>
  );
}
