import type { Metadata } from "next";
import Link from "next/link";
import { AuthCard } from "@/components/accounts/auth-card";
import { ForgotForm } from "@/components/accounts/forgot-form";
import { hasMailServer } from "@/server/platform/mail";

export const metadata: Metadata = { title: "Forgotten password" };

const back = (
  <Link href="/sign-in" className="text-link hover:underline">
    Back to signing in
  </Link>
);

export default function ForgotPage() {
  if (!hasMailServer()) {
    return (
      <AuthCard title="Forgotten password" footer={back}>
        <p className="text-sm leading-5 text-fg-2">This portal sends no mail. Ask an administrator for a link with which you choose a new password.</p>
      </AuthCard>
    );
  }
  return (
    <AuthCard title="Forgotten password" description="A link to choose a new one comes by mail." footer={back}>
      <ForgotForm />
    </AuthCard>
  );
}
