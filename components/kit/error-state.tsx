"use client";

import { RotateCcw } from "lucide-react";
import { StatusMark } from "@/components/kit/status-mark";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";

export interface ErrorStateProps {
  /** What failed: "Burn rates did not load". */
  title: string;
  /** Why, if it is known and safe to say, and what to do. */
  message?: string;
  requestId?: string | null;
  onRetry?: () => void;
  className?: string;
}

export function ErrorState({ title, message, requestId, onRetry, className }: ErrorStateProps) {
  return (
    <div role="alert" className={cn("grid justify-items-center gap-2 px-6 py-8 text-center text-sm text-fg-3", className)}>
      <StatusMark tone="critical" />
      <p className="text-base font-semibold text-fg">{title}</p>
      {message === undefined ? null : <p className="max-w-md leading-5">{message}</p>}
      {requestId === undefined || requestId === null ? null : (
        <p>
          Request <code className="font-mono text-xs text-fg-2">{requestId}</code>
        </p>
      )}
      {onRetry === undefined ? null : (
        <Button size="sm" className="mt-1" onClick={onRetry}>
          <RotateCcw aria-hidden />
          Try again
        </Button>
      )}
    </div>
  );
}
