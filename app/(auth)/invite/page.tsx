import type { Metadata } from "next";
import { linkToken, type LinkPageProps } from "../link-token";
import { AccountForm } from "@/components/accounts/account-form";
import { AuthCard } from "@/components/accounts/auth-card";
import { UnusableLink } from "@/components/accounts/unusable-link";
import { accountsOperations } from "@/server/accounts";
import { pageCall } from "@/server/api/page";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

export default async function InvitePage({ searchParams }: LinkPageProps) {
  const token = await linkToken(searchParams);
  const link = token === null ? null : await pageCall(accountsOperations.linkInfo, { token, purpose: "invite" });
  if (token === null || link === null || link.state !== "usable") {
    return <UnusableLink state={link === null || link.state === "usable" ? "unknown" : link.state} remedy="Ask whoever invited you for a new one." />;
  }
  return (
    <AuthCard title="Join Quarterdeck" description={`You are invited as ${link.roles.join(" and ")}.`}>
      <AccountForm token={token} purpose="invite" email={link.email} />
    </AuthCard>
  );
}
