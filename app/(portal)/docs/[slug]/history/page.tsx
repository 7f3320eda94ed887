import type { Metadata } from "next";
import Link from "next/link";
import type { VersionRow } from "#contract/knowledge";
import { DataTable, type Column } from "@/components/kit/data-table";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Timestamp } from "@/components/kit/timestamp";
import type { PageParams } from "@/components/kit/with-params";
import { DocDiff } from "@/components/knowledge/doc-diff";
import { VersionDecision } from "@/components/knowledge/version-decision";
import { TopBar } from "@/components/shell/top-bar";
import { pageCall, pageContext } from "@/server/api/page";
import { knowledgeOperations } from "@/server/knowledge";

export const metadata: Metadata = { title: "Versions" };

const origins = { edit: "written here", import: "imported", shipped: "came with the portal" } as const;

const columnsFor = (reader: { now: string; zone: string }): Column<VersionRow>[] => [
  { id: "number", header: "Version", isPrimary: true, cell: (row) => `Version ${row.number}` },
  { id: "state", header: "State", cell: (row) => row.state.replace("_", " ") },
  { id: "author", header: "By", cell: (row) => row.authorName },
  { id: "origin", header: "Origin", priority: 3, cell: (row) => origins[row.origin] },
  { id: "note", header: "What changed", cell: (row) => row.note || <span className="text-fg-3">not said</span> },
  { id: "reviewed", header: "Reviewed by", priority: 3, cell: (row) => row.reviewedBy ?? <span className="text-fg-3">nobody</span> },
  { id: "at", header: "When", align: "end", cell: (row) => <Timestamp iso={row.createdAt} now={reader.now} zone={reader.zone} /> },
];

export default async function DocHistoryPage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Promise<PageParams> }) {
  const [{ slug }, query] = [await params, await searchParams];
  const { actor, now } = await pageContext();
  const [doc, versions] = await Promise.all([pageCall(knowledgeOperations.getDoc, { slug }), pageCall(knowledgeOperations.listDocVersions, { slug })]);
  const wanted = Number(query.version);
  const shown = versions.items.find((row) => row.number === wanted) ?? versions.items[0];
  const detail = shown ? await pageCall(knowledgeOperations.getDocVersion, { slug, number: shown.number }) : null;
  return (
    <>
      <TopBar crumbs={[{ label: "Documents", href: "/docs" }, { label: doc.title, href: `/docs/${slug}` }, { label: "Versions" }]} />
      <Page>
        <PageHeader title={`Versions of ${doc.title}`} description={doc.publishedVersion === 0 ? "Nothing is published yet." : `Readers see version ${doc.publishedVersion}.`} aside={<Link href={`/docs/${slug}`} className="text-sm text-link underline underline-offset-3">Read it</Link>} />
        <DataTable caption="Versions" columns={columnsFor({ now, zone: actor.zone })} rows={versions.items} rowKey={(row) => String(row.number)} rowHref={(row) => `/docs/${slug}/history?version=${row.number}`} />
        {detail === null ? null : (
          <section aria-label={`Changes of version ${detail.number}`} className="grid gap-3">
            <h2 className="text-base font-semibold">Version {detail.number} <span className="text-xs font-normal text-fg-3">{detail.against === null ? "the first text" : `against version ${detail.against}`}</span></h2>
            {doc.canEdit && detail.number === versions.items[0]?.number ? <VersionDecision slug={slug} version={detail} /> : null}
            <DocDiff hunks={detail.hunks} />
          </section>
        )}
      </Page>
    </>
  );
}
