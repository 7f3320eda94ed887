import type { Metadata } from "next";
import type { SilenceRow } from "#contract/alerts";
import { matcherText } from "@/components/alerts/alert-words";
import { ChangeSilence, EndSilenceButton, SilenceForm } from "@/components/alerts/silence-form";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import type { PageParams } from "@/components/kit/with-params";
import { formatNumber } from "@/lib/format";
import { alertsOperations } from "@/server/alerts";
import { pageCall, pageContext } from "@/server/api/page";
import { AlertsPage } from "../alerts-page";

export const metadata: Metadata = { title: "Silences" };

const states = { active: { status: "active", label: "Active" }, planned: { status: "queued", label: "Planned" }, over: { status: "archived", label: "Over" } } as const;
const chosen = ["alertname", "service", "severity"];

/** Conditions that fit an alert and its like, to start from. */
async function conditionsOf(params: PageParams): Promise<string> {
  const number = Number(params.alert);
  if (!Number.isSafeInteger(number) || number < 1) return "";
  const { labels } = await pageCall(alertsOperations.get, { number });
  return chosen.flatMap((name) => (labels[name] === undefined ? [] : [matcherText({ name, operator: "=", value: labels[name] })])).join("\n");
}

export default async function SilencesPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const canWrite = actor.permissions.has("alerts.write");
  const [{ items }, matchers] = await Promise.all([pageCall(alertsOperations.silences, { state: "all" }), conditionsOf(params)]);
  const columns: Column<SilenceRow>[] = [
    { id: "state", header: "State", cell: ({ state }) => <StatusBadge status={states[state].status} label={states[state].label} /> },
    { id: "what", header: "Silences", isPrimary: true, cell: (row) => <span className="font-mono text-xs wrap-anywhere">{row.matchers.map(matcherText).join(", ")}</span> },
    { id: "comment", header: "Why", cell: ({ comment }) => comment },
    { id: "owner", header: "By", className: "whitespace-nowrap", cell: ({ ownerName }) => ownerName },
    { id: "from", header: "From", cell: ({ startsAt }) => <Timestamp iso={startsAt} now={now} zone={actor.zone} show="full" /> },
    { id: "to", header: "Until", cell: ({ endsAt }) => <Timestamp iso={endsAt} now={now} zone={actor.zone} show="full" /> },
    { id: "count", header: "Fires now", align: "end", cell: ({ silences, state }) => (state === "active" ? formatNumber(silences) : <span className="text-fg-3">–</span>) },
    { id: "end", header: "Change or end", isHeaderHidden: true, align: "end", cell: (row) => (canWrite && row.state !== "over" ? <span className="inline-flex gap-1"><ChangeSilence silence={row} /><EndSilenceButton id={row.id} /></span> : null) },
  ];
  return (
    <AlertsPage current="silences" title="Silences" description="What is seen, but told to nobody for a time." actions={canWrite ? <SilenceForm matchers={matchers} isOpenAtFirst={matchers !== ""} /> : null}>
      <DataTable caption="Silences" columns={columns} rows={items} rowKey={({ id }) => id} empty={<EmptyState kind="none" title="No silence">Every alert that fires is told.{canWrite ? " To keep one quiet for a time, choose “New silence” here, or “Silence” on its page." : ""}</EmptyState>} />
    </AlertsPage>
  );
}
