"use client";

import { useState, useTransition } from "react";
import { signOut } from "@/components/accounts/auth-client";
import { Banner } from "@/components/kit/banner";
import { Button } from "@/components/ui/button";

export function SignOutButton() {
  const [isPending, startTransition] = useTransition();
  const [hasFailed, setFailed] = useState(false);
  const leave = () => startTransition(() => signOut().catch(() => setFailed(true)));
  return (
    <div className="grid gap-3">
      {hasFailed ? <Banner tone="critical" isLive>That did not work. Try again.</Banner> : null}
      <Button variant="primary" size="lg" autoFocus disabled={isPending} onClick={leave}>
        Sign out
      </Button>
    </div>
  );
}
