import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/accounts/auth-card";
import { faultOfAddress } from "@/components/accounts/sign-in-faults";
import { SignInForm } from "@/components/accounts/sign-in-form";
import { hasAdmin, resolveActor, singleSignOnName } from "@/server/accounts";
import { safeReturnPath } from "#core/accounts";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

const firstStart = (
  <>
    There is no administrator yet. On the server, run <code className="font-mono text-fg-2">npm run -s cli -- accounts setup-link</code> and open the address that it prints.
  </>
);

const forgotten = (
  <Link href="/forgot" className="text-link hover:underline">
    Forgot your password?
  </Link>
);

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const params = await searchParams;
  const returnPath = safeReturnPath(single(params.next));
  const actor = await resolveActor({ cookieHeader: (await headers()).get("cookie") });
  if (actor.kind !== "anonymous") redirect(returnPath);
  const isReady = await hasAdmin();
  return (
    <AuthCard title="Sign in" description={isReady ? "Use the address that you were invited with." : undefined} footer={isReady ? forgotten : firstStart}>
      <SignInForm returnPath={returnPath} singleSignOn={singleSignOnName()} notice={faultOfAddress(single(params.error))} />
    </AuthCard>
  );
}
