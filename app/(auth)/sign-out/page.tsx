import type { Metadata } from "next";
import Link from "next/link";
import { AuthCard } from "@/components/accounts/auth-card";
import { SignOutButton } from "@/components/accounts/sign-out-button";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: "Sign out" };

export default function SignOutPage() {
  return (
    <AuthCard title="Sign out of Quarterdeck?" description="This ends your session on this device.">
      <div className="grid gap-2">
        <SignOutButton />
        <Button asChild variant="ghost" size="lg">
          <Link href="/">Stay signed in</Link>
        </Button>
      </div>
    </AuthCard>
  );
}
