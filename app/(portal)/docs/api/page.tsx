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

export const metadata: Metadata = { title: "Reference: REST API" };

const quiet = "text-link underline underline-offset-3";

export default async function ApiReferencePage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const { of } = await searchParams;
  const { actor } = await pageContext();
  if (actor.scope.kind === "customers") forbidden();
  const capabilities = referenceCapabilities();
  const active = capabilities.find(({ capability }) => capability === of)?.capability ?? capabilities[0]?.capability ?? "";
  const items = referenceOf(active, env().QUARTERDECK_URL).map((entry) => ({ ...entry, name: `${entry.method} ${entry.path}`, example: entry.curl }));
  return (
    <>
      <TopBar crumbs={[{ label: "Documents", href: "/docs" }, { label: "REST API" }]} />
      <Page>
        <PageHeader title="REST API" description="Generated from the registry that also serves it: what stands here is what it takes." />
        <p className="max-w-224 text-sm text-fg-2">
          Send a token of <Link href="/profile" className={quiet}>your profile</Link> as <code className="font-mono text-xs">Authorization: Bearer</code>. Lists answer with <code className="font-mono text-xs">items</code> and <code className="font-mono text-xs">nextCursor</code>, errors with code, message and request id. A POST may
          carry an <code className="font-mono text-xs">Idempotency-Key</code>: a repetition within 24 hours gets the first answer again. Within v1 fields and operations are only added. For programs: <a href="/api/v1/openapi.json" className={quiet}>OpenAPI 3.1</a>.
        </p>
        <CapabilityNav capabilities={capabilities} active={active} pathname="/docs/api" />
        <ReferenceList items={items} />
      </Page>
    </>
  );
}
