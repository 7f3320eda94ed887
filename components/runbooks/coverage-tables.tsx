import type { RunbookCoverage } from "#contract/runbooks";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { Timestamp } from "@/components/kit/timestamp";
import { ProofState } from "@/components/runbooks/run-badges";
import type { Reader } from "@/components/runbooks/run-words";
import { formatCount } from "@/lib/format";

type Item = RunbookCoverage["items"][number];
type Service = RunbookCoverage["services"]["missing"][number];
type Alert = RunbookCoverage["alerts"]["missing"][number];

const rehearsal = (reader: Reader): Column<Item>[] => [
  { id: "state", header: "State", className: "whitespace-nowrap", cell: ({ proof }) => <ProofState state={proof.state} /> },
  { id: "title", header: "Runbook", isPrimary: true, cell: ({ title }) => title },
  { id: "service", header: "Service", cell: ({ service }) => service?.name ?? <span className="text-fg-3">none</span> },
  { id: "why", header: "Why", priority: 3, cell: ({ proof }) => <span className="text-fg-2 wrap-anywhere">{proof.drift[0]?.what ?? (proof.lastSuccessAt === null ? (proof.runs === 0 ? "never carried out" : "no run helped yet") : "no success for half a year")}</span> },
  { id: "last", header: "Last success", align: "end", className: "whitespace-nowrap", cell: ({ proof }) => <Timestamp iso={proof.lastSuccessAt} now={reader.now} zone={reader.zone} none="never" /> },
];

const heading = (title: string, detail: string) => <h2 className="text-base font-semibold">{title} <span className="text-xs font-normal text-fg-3">{detail}</span></h2>;

/** Runbooks that nothing recent proves. */
export function ToRehearse({ items, reader }: { items: readonly Item[]; reader: Reader }) {
  return (
    <section aria-label="To rehearse" className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {heading("To rehearse", "changed since first, then the longest ago, then never proved")}
      <DataTable caption="Runbooks to rehearse" columns={rehearsal(reader)} rows={items} rowKey={({ slug }) => slug} rowHref={({ slug }) => `/runbooks/${slug}`} empty={<EmptyState kind="none" title="Nothing to rehearse">Every runbook is proved by a run of the last half year.</EmptyState>} />
    </section>
  );
}

const serviceColumns: Column<Service>[] = [
  { id: "name", header: "Service", isPrimary: true, cell: ({ name }) => name },
  { id: "tier", header: "Tier", align: "end", cell: ({ tier }) => tier },
  { id: "incidents", header: "Incidents", align: "end", cell: ({ incidents }) => incidents },
];

export function MissingServices({ services }: { services: RunbookCoverage["services"] }) {
  return (
    <section aria-label="Services without a runbook" className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {heading("Services without a runbook", formatCount(services.total - services.covered, "service"))}
      <DataTable caption="Services without a runbook" columns={serviceColumns} rows={services.missing} rowKey={({ slug }) => slug} rowHref={({ slug }) => `/services/${slug}`} empty={<EmptyState kind="none" title="None">{services.total === 0 ? "There are no services yet." : "Every service has one."}</EmptyState>} />
    </section>
  );
}

const alertColumns = (reader: Reader): Column<Alert>[] => [
  { id: "name", header: "Alert", isPrimary: true, cell: ({ name }) => <span className="wrap-anywhere">{name}</span> },
  { id: "fired", header: "Fired", align: "end", cell: ({ fired }) => fired },
  { id: "last", header: "Last", align: "end", className: "whitespace-nowrap", cell: ({ lastAt }) => <Timestamp iso={lastAt} now={reader.now} zone={reader.zone} /> },
];

export function MissingAlerts({ alerts, reader }: { alerts: RunbookCoverage["alerts"]; reader: Reader }) {
  return (
    <section aria-label="Alerts without a runbook" className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {heading("Alerts without a runbook", "of those that fired in 90 days")}
      <DataTable caption="Alerts without a runbook" columns={alertColumns(reader)} rows={alerts.missing} rowKey={({ name }) => name} rowHref={({ alert }) => `/alerts/${alert}`} empty={<EmptyState kind="none" title="None">{alerts.total === 0 ? "No alert fired in 90 days." : "Every alert has one."}</EmptyState>} />
    </section>
  );
}
