import type { Metadata } from "next";
import Link from "next/link";
import { forbidden } from "next/navigation";
import { Page, PageHeader } from "@/components/kit/page-header";
import type { PageParams } from "@/components/kit/with-params";
import { CapabilityNav, ReferenceList } from "@/components/knowledge/reference-list";
import { TopBar } from "@/components/shell/top-bar";
import { pageContext } from "@/server/api/page";
import { referenceCapabilities, referenceOf } from "@/server/api/reference";
import { env } from "@/server/platform/env";

export const metadata: Metadata = { title: "Reference: MCP tools" };

const quiet = "text-link underline underline-offset-3";

export default async function ToolReferencePage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const { of } = await searchParams;
  const { actor } = await pageContext();
  if (actor.scope.kind === "customers") forbidden();
  const capabilities = referenceCapabilities();
  const active = capabilities.find(({ capability }) => capability === of)?.capability ?? capabilities[0]?.capability ?? "";
  const items = referenceOf(active, env().QUARTERDECK_URL).map((entry) => ({ ...entry, name: entry.id, example: entry.call }));
  return (
    <>
      <TopBar crumbs={[{ label: "Documents", href: "/docs" }, { label: "MCP tools" }]} />
      <Page>
        <PageHeader title="MCP tools" description="Generated from the registry that also serves it: what stands here is what it takes." />
        <p className="max-w-224 text-sm text-fg-2">
          Every operation is also a tool of the Model Context Protocol at <code className="font-mono text-xs">/api/mcp</code> (streamable HTTP, stateless). Send a token of <Link href="/profile" className={quiet}>your profile</Link> as <code className="font-mono text-xs">Authorization: Bearer</code>; only tools that it permits are listed there.
        </p>
        <CapabilityNav capabilities={capabilities} active={active} pathname="/docs/tools" />
        <ReferenceList items={items} />
      </Page>
    </>
  );
}
