import type { Metadata } from "next";
import { linkToken, type LinkPageProps } from "../link-token";
import { AuthCard } from "@/components/accounts/auth-card";
import { ResetForm } from "@/components/accounts/reset-form";
import { UnusableLink } from "@/components/accounts/unusable-link";
import { accountsOperations } from "@/server/accounts";
import { pageCall } from "@/server/api/page";

export const metadata: Metadata = { title: "New password", referrer: "no-referrer" };

export default async function ResetPage({ searchParams }: LinkPageProps) {
  const token = await linkToken(searchParams);
  const link = token === null ? null : await pageCall(accountsOperations.linkInfo, { token, purpose: "reset" });
  if (token === null || link === null || link.state !== "usable") {
    return <UnusableLink state={link === null || link.state === "usable" ? "unknown" : link.state} remedy="Ask for a new one on the sign-in page, or ask an administrator." />;
  }
  return (
    <AuthCard title="Choose a new password" description={`For ${link.email ?? "your account"}. You are signed out everywhere else.`}>
      <ResetForm token={token} email={link.email ?? ""} />
    </AuthCard>
  );
}
