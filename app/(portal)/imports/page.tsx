import type { Metadata } from "next";
import Link from "next/link";
import { forbidden } from "next/navigation";
import { ImportPanel } from "@/components/imports/import-panel";
import { RunsTable } from "@/components/imports/runs-table";
import { Page, PageHeader } from "@/components/kit/page-header";
import type { PageParams } from "@/components/kit/with-params";
import { TopBar } from "@/components/shell/top-bar";
import { tabClass, tabListClass } from "@/components/ui/tabs";
import { importersFor } from "@/server/api/importers";
import { pageCall, pageContext, type PageContext } from "@/server/api/page";
import { platformOperations } from "@/server/api/platform-operations";
import { uploadLimitBytes } from "@/server/api/uploads";
import { can } from "@/server/platform/auth/actor";

export const metadata: Metadata = { title: "Imports" };

const one = (value: PageParams[string]): string | undefined => (typeof value === "string" ? value : value?.[0]);

async function PastImports({ params, context }: { params: PageParams; context: PageContext }) {
  const { items, nextCursor } = await pageCall(platformOperations.listImports, { cursor: one(params.cursor) ?? null });
  return (
    <section aria-labelledby="past-imports" className="grid gap-3">
      <h2 id="past-imports" className="text-lg font-semibold">
        Past imports
      </h2>
      <RunsTable runs={items} nextCursor={nextCursor} url={{ pathname: "/imports", params }} now={context.now} zone={context.actor.zone} />
    </section>
  );
}

export default async function ImportsPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const [params, context] = await Promise.all([searchParams, pageContext()]);
  const available = importersFor(context.actor);
  const canSeeRuns = can(context.actor, "platform.read");
  if (available.length === 0 && !canSeeRuns) forbidden();
  const chosen = available.find((importer) => importer.kind === one(params.kind)) ?? available[0];
  return (
    <>
      <TopBar crumbs={[{ label: "Imports" }]} />
      <Page>
        <PageHeader title="Imports" description="Bring in what you already have. A preview shows what would change before anything is written, and importing the same file again changes nothing." />
        {chosen === undefined ? null : (
          <div className="grid gap-4">
            <nav aria-label="What to import" className={tabListClass}>
              {available.map((importer) => (
                <Link key={importer.kind} href={`/imports?kind=${importer.kind}`} aria-current={importer === chosen ? "page" : undefined} className={tabClass}>
                  {importer.label}
                </Link>
              ))}
            </nav>
            <ImportPanel key={chosen.kind} info={{ kind: chosen.kind, label: chosen.label, summary: chosen.summary, shape: chosen.shape, extensions: chosen.extensions, takesZone: chosen.takesZone, listPath: chosen.listPath, limitBytes: chosen.limitBytes ?? uploadLimitBytes }} />
          </div>
        )}
        {canSeeRuns ? <PastImports params={params} context={context} /> : null}
      </Page>
    </>
  );
}
