import type { Metadata } from "next";
import type { DeploymentDetail } from "#contract/deployments";
import { AboutCard, NeighboursCard } from "@/components/deployments/deployment-cards";
import { outcomeMarks, outcomeWords } from "@/components/deployments/deployment-words";
import { WhatChangedCard } from "@/components/deployments/what-changed-card";
import { Page, PageHeader } from "@/components/kit/page-header";
import { StatusBadge } from "@/components/kit/status-badge";
import { SummaryStrip } from "@/components/kit/summary-strip";
import { TopBar } from "@/components/shell/top-bar";
import { formatDateTime, formatDuration } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { deploymentsOperations } from "@/server/deployments";

export const metadata: Metadata = { title: "Deployment" };

const hourMs = 3_600_000;

function Figures({ deployment }: { deployment: DeploymentDetail }) {
  const { leadMs, restoreMs, outcome, incident } = deployment;
  return (
    <SummaryStrip
      label="Figures"
      items={[
        { label: "Lead time", value: leadMs === null ? <span className="text-fg-3">no data</span> : formatDuration(leadMs), detail: leadMs === null ? "nobody told when it was committed" : "from commit to deployment" },
        { label: "Restored after", value: outcome === "succeeded" ? <span className="text-fg-3">none needed</span> : restoreMs === null ? <span className="text-fg-3">not told</span> : formatDuration(restoreMs) },
        { label: "Incident", value: incident === null ? <span className="text-fg-3">none</span> : `INC-${incident}` },
      ]}
    />
  );
}

/** An hour before it, and what there is so far of the two hours after it. */
async function around({ deployedAt, service, id }: DeploymentDetail, now: string) {
  const endMs = Math.min(Date.parse(deployedAt) + 2 * hourMs, Date.parse(now));
  const minutes = Math.max(5, Math.ceil((endMs - Date.parse(deployedAt) + hourMs) / 60_000));
  const found = await pageCall(deploymentsOperations.whatChanged, { before: new Date(endMs).toISOString(), minutes, service: service?.slug });
  return { ...found, items: found.items.filter(({ href }) => href !== `/deployments/${id}`) };
}

export default async function DeploymentPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { actor, now } = await pageContext();
  const deployment = await pageCall(deploymentsOperations.get, { id });
  const found = actor.permissions.has("catalog.read") && deployment.service !== null ? await around(deployment, now) : null;
  const reader = { now, zone: actor.zone };
  const { release, outcome, service, environment, deployedAt } = deployment;
  return (
    <>
      <TopBar crumbs={[{ label: "Change" }, { label: "Deployments", href: "/deployments" }, { label: release }]} />
      <Page>
        <PageHeader className="max-sm:*:basis-full" title={`${service?.name ?? "Unknown service"} ${release}`} aside={<StatusBadge status={outcomeMarks[outcome]} label={outcomeWords[outcome]} />} description={`To ${environment}, ${formatDateTime(deployedAt, actor.zone)}`} />
        <Figures deployment={deployment} />
        <div className="grid gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)] xl:items-start">
          <div className="grid min-w-0 gap-4">
            {found === null ? null : <WhatChangedCard found={found} around={deployedAt} reader={reader} title="Around it" detail="from an hour before to two hours after, on the service and what it depends on" />}
            <NeighboursCard deployment={deployment} reader={reader} />
          </div>
          <AboutCard deployment={deployment} zone={actor.zone} />
        </div>
      </Page>
    </>
  );
}
