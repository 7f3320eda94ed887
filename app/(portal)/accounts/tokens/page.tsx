import type { Metadata } from "next";
import { AccountsPage } from "../accounts-page";
import { param, type SearchParams } from "../search-params";
import { CreateTokenDialog } from "@/components/accounts/create-token-dialog";
import { TokensTable } from "@/components/accounts/tokens-table";
import { Pagination } from "@/components/kit/pagination";
import { accountsOperations } from "@/server/accounts";
import { pageCall, pageContext } from "@/server/api/page";

export const metadata: Metadata = { title: "API tokens" };

export default async function TokensPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const seesAll = actor.permissions.has("accounts.read");
  const [own, all] = await Promise.all([
    pageCall(accountsOperations.listOwnTokens, { cursor: param(params, "own") }), seesAll ? pageCall(accountsOperations.listTokens, { cursor: param(params, "all") }) : null,
  ]);
  const url = { pathname: "/accounts/tokens", params };
  const footer = (name: string, page: { items: readonly unknown[]; nextCursor: string | null }) => <Pagination url={url} param={name} nextCursor={page.nextCursor} summary={`${page.items.length} shown`} />;
  return (
    <AccountsPage
      actor={actor} current="tokens" title="API tokens" description="For programs that use the REST interface or the MCP server."
      actions={<CreateTokenDialog permissions={[...actor.permissions].sort()} />}
    >
      <section className="grid gap-3">
        <h2 className="text-base font-semibold">Yours</h2>
        <TokensTable caption="Your tokens" tokens={own.items} now={now} zone={actor.zone} mayRevoke footer={footer("own", own)} />
      </section>
      {all === null ? null : (
        <section className="grid gap-3">
          <h2 className="text-base font-semibold">Everybody’s</h2>
          <TokensTable caption="Everybody's tokens" tokens={all.items} now={now} zone={actor.zone} hasPeople mayRevoke={actor.permissions.has("accounts.manage")} footer={footer("all", all)} />
        </section>
      )}
    </AccountsPage>
  );
}
