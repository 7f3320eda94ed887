import type { Metadata } from "next";
import { AccountsPage } from "../accounts-page";
import { param, type SearchParams } from "../search-params";
import { SessionsTable } from "@/components/accounts/sessions-table";
import { Pagination } from "@/components/kit/pagination";
import { accountsOperations } from "@/server/accounts";
import { pageCall, pageContext } from "@/server/api/page";

export const metadata: Metadata = { title: "Sessions" };

export default async function SessionsPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const page = await pageCall(accountsOperations.listSessions, { cursor: param(params, "cursor") });
  const footer = <Pagination url={{ pathname: "/accounts/sessions", params }} nextCursor={page.nextCursor} summary={`${page.items.length} shown`} />;
  return (
    <AccountsPage actor={actor} current="sessions" title="Sessions" description="Everybody who is signed in. An ended session is refused with its next request.">
      <SessionsTable sessions={page.items} now={now} zone={actor.zone} hasPeople mayEnd={actor.permissions.has("accounts.manage")} footer={footer} />
    </AccountsPage>
  );
}
