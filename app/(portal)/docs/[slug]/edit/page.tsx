import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { Page, PageHeader } from "@/components/kit/page-header";
import { DocEditor } from "@/components/knowledge/doc-editor";
import { TopBar } from "@/components/shell/top-bar";
import { pageCall, pageContext } from "@/server/api/page";
import { knowledgeOperations } from "@/server/knowledge";

export const metadata: Metadata = { title: "Edit document" };

export default async function EditDocPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const [doc, versions] = await Promise.all([pageCall(knowledgeOperations.getDoc, { slug }), pageCall(knowledgeOperations.listDocVersions, { slug }), pageContext()]);
  if (!doc.canEdit) forbidden();
  const newest = versions.items[0];
  const text = newest ? await pageCall(knowledgeOperations.getDocVersion, { slug, number: newest.number }) : { title: doc.title, body: doc.markdown };
  return (
    <>
      <TopBar crumbs={[{ label: "Documents", href: "/docs" }, { label: doc.title, href: `/docs/${slug}` }, { label: "Edit" }]} />
      <Page>
        <PageHeader title={`Edit ${doc.title}`} description={newest && newest.number > doc.publishedVersion ? `From version ${newest.number}, which is not published yet.` : "Readers see the published version until yours is published."} />
        <DocEditor slug={slug} base={newest?.number ?? 0} title={text.title} body={text.body} />
      </Page>
    </>
  );
}
