import type { Metadata } from "next";
import { linkToken, type LinkPageProps } from "../link-token";
import { AccountForm } from "@/components/accounts/account-form";
import { AuthCard } from "@/components/accounts/auth-card";
import { UnusableLink } from "@/components/accounts/unusable-link";
import { accountsOperations } from "@/server/accounts";
import { pageCall } from "@/server/api/page";

export const metadata: Metadata = { title: "Set up", referrer: "no-referrer" };

export default async function SetUpPage({ searchParams }: LinkPageProps) {
  const token = await linkToken(searchParams);
  const link = token === null ? null : await pageCall(accountsOperations.linkInfo, { token, purpose: "setup" });
  if (token === null || link === null || link.state !== "usable") {
    return <UnusableLink state={link === null || link.state === "usable" ? "unknown" : link.state} remedy="Ask the server for a new one: npm run -s cli -- accounts setup-link." />;
  }
  return (
    <AuthCard title="Welcome aboard" description="Create the first administrator. Everybody else is invited from inside.">
      <AccountForm token={token} purpose="setup" email={null} />
    </AuthCard>
  );
}
