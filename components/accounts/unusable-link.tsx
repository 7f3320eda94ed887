import Link from "next/link";
import { AuthCard } from "@/components/accounts/auth-card";
import { Button } from "@/components/ui/button";

export interface UnusableLinkProps {
  state: "used" | "expired" | "unknown";
  /** Who or what gives out a new one. */
  remedy: string;
}

const words: Record<UnusableLinkProps["state"], { title: string; text: string }> = {
  used: { title: "This link has been used", text: "Each link works once." },
  expired: { title: "This link has expired", text: "Links work for a limited time." },
  unknown: { title: "This link is not known", text: "Check that the whole address was copied; a newer link also replaces an older one." },
};

export function UnusableLink({ state, remedy }: UnusableLinkProps) {
  return (
    <AuthCard title={words[state].title} description={`${words[state].text} ${remedy}`}>
      <Button asChild size="lg" className="w-full">
        <Link href="/sign-in">Go to sign-in</Link>
      </Button>
    </AuthCard>
  );
}
