"use client";

import { ErrorState } from "@/components/kit/error-state";
import { useRetries } from "@/hooks/use-retries";

export interface PageFaultProps {
  /** What did not load. */
  title: string;
  error: Error & { digest?: string };
  /** Asks the server again; a reset alone would show the same fault. */
  retry: () => void;
}

/** In the place of what did not load; it is tried again by itself. */
export function PageFault({ title, error, retry }: PageFaultProps) {
  useRetries(error, retry);
  return (
    <div className="grid flex-1 place-items-center">
      <ErrorState title={title} message="The fault is on our side, and the page is tried again by itself. If it stays away, report it with the number below." requestId={error.digest ?? null} onRetry={retry} />
    </div>
  );
}
