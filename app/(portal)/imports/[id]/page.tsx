import { Download } from "lucide-react";
import type { Metadata } from "next";
import { RejectionsTable } from "@/components/imports/rejections-table";
import { RunStatus } from "@/components/imports/runs-table";
import { TallyStrip } from "@/components/imports/tally-strip";
import { Banner } from "@/components/kit/banner";
import { DescriptionList } from "@/components/kit/description-list";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Timestamp } from "@/components/kit/timestamp";
import { TopBar } from "@/components/shell/top-bar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { pageCall, pageContext } from "@/server/api/page";
import { platformOperations } from "@/server/api/platform-operations";

export const metadata: Metadata = { title: "Import" };

export default async function ImportRunPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ id }, { actor, now }] = await Promise.all([params, pageContext()]);
  const { run, rejections, hasRejectionsFile } = await pageCall(platformOperations.getImport, { id });
  const at = (iso: string | null) => <Timestamp iso={iso} now={now} zone={actor.zone} show="seconds" none="not yet" />;
  return (
    <>
      <TopBar crumbs={[{ label: "Imports", href: "/imports" }, { label: run.source }]} />
      <Page>
        <PageHeader title={run.source} aside={<>{run.dryRun ? <Badge tone="outline">preview</Badge> : null}<RunStatus status={run.status} /></>} />
        {run.error === null ? null : (
          <Banner tone={run.status === "interrupted" ? "warn" : "critical"} title="It did not finish.">
            {run.error}
          </Banner>
        )}
        <TallyStrip tally={run} isPreview={run.dryRun} />
        <Card>
          <CardBody>
            <DescriptionList
              items={[
                { term: "Kind", description: run.kind },
                { term: "By", description: run.actorName },
                { term: "Time zone", description: run.zone },
                { term: "Started", description: at(run.startedAt) },
                { term: "Finished", description: at(run.finishedAt) },
              ]}
            />
          </CardBody>
        </Card>
        {run.rejected === 0 ? null : (
          <section aria-labelledby="rejected-rows" className="grid gap-3">
            <div className="flex flex-wrap items-center justify-between gap-3">
              <h2 id="rejected-rows" className="text-lg font-semibold">
                Rejected rows
              </h2>
              {hasRejectionsFile ? (
                <Button asChild>
                  <a href={`/api/imports/runs/${run.id}/rejections`} download>
                    <Download aria-hidden />
                    Download as CSV
                  </a>
                </Button>
              ) : null}
            </div>
            <RejectionsTable rejections={rejections} total={run.rejected} />
          </section>
        )}
      </Page>
    </>
  );
}
