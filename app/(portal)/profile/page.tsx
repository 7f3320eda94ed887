import type { Metadata } from "next";
import Link from "next/link";
import { PasswordForm } from "@/components/accounts/password-form";
import { ProfileForm } from "@/components/accounts/profile-form";
import { RevokeOthersButton } from "@/components/accounts/revoke-others-button";
import { RoleBadges } from "@/components/accounts/role-badges";
import { SecondFactor } from "@/components/accounts/second-factor";
import { SessionsTable } from "@/components/accounts/sessions-table";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Pagination } from "@/components/kit/pagination";
import { TopBar } from "@/components/shell/top-bar";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { accountsOperations } from "@/server/accounts";
import { pageCall, pageContext } from "@/server/api/page";
import { param, type SearchParams } from "../accounts/search-params";

export const metadata: Metadata = { title: "Profile" };

const zones = (current: string): string[] => [...new Set(["UTC", current, ...Intl.supportedValuesOf("timeZone")])];

export default async function ProfilePage({ searchParams }: { searchParams: SearchParams }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const [profile, sessions] = await Promise.all([pageCall(accountsOperations.getProfile, {}), pageCall(accountsOperations.listOwnSessions, { cursor: param(params, "cursor") })]);
  return (
    <>
      <TopBar crumbs={[{ label: "Profile" }]} />
      <Page>
        <PageHeader title="Profile" description={profile.email} aside={<RoleBadges roles={profile.roles} customerName={profile.customerName} />} actions={<Link href="/accounts/tokens" className="rounded-sm text-sm text-link hover:underline">Your API tokens</Link>} />
        <div className="grid items-start gap-4 lg:grid-cols-3">
          <Card>
            <CardHeader title="You" />
            <CardBody>
              <ProfileForm name={profile.name} zone={profile.zone} zones={zones(profile.zone)} />
            </CardBody>
          </Card>
          <Card>
            <CardHeader title="Password" />
            <CardBody>{profile.hasPassword ? <PasswordForm email={profile.email} name={profile.name} /> : <p className="text-sm text-fg-3">You sign in with the single sign-on and have no password here.</p>}</CardBody>
          </Card>
          <Card>
            <CardHeader title="Second factor" detail={profile.totpEnabled ? `on, ${profile.recoveryCodesLeft} recovery codes left` : "off"} />
            <CardBody>
              <SecondFactor isOn={profile.totpEnabled} hasPassword={profile.hasPassword} />
            </CardBody>
          </Card>
        </div>
        <section className="grid gap-3">
          <div className="flex items-center gap-2">
            <h2 className="mr-auto text-base font-semibold">Where you are signed in</h2>
            {sessions.items.length > 1 ? <RevokeOthersButton /> : null}
          </div>
          <SessionsTable sessions={sessions.items} now={now} zone={actor.zone} mayEnd footer={<Pagination url={{ pathname: "/profile", params }} nextCursor={sessions.nextCursor} summary={`${sessions.items.length} shown`} />} />
        </section>
      </Page>
    </>
  );
}
