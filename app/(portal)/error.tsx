"use client";

import { ErrorState } from "@/components/kit/error-state";

export default function PortalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div className="grid flex-1 place-items-center">
      <ErrorState title="This page did not load" message="The fault is on our side. Try again; if it stays, report it with the number below." requestId={error.digest ?? null} onRetry={reset} />
    </div>
  );
}
