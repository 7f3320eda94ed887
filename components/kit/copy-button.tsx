"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";

export interface CopyButtonProps {
  text: string;
  /** What is copied: "link", "token". */
  label: string;
  /** Show the word beside the icon. */
  hasText?: boolean;
}

type Outcome = "idle" | "copied" | "failed";

export function CopyButton({ text, label, hasText = false }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>("idle");
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome("copied");
    } catch {
      setOutcome("failed");
    }
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOutcome("idle"), 2_000);
  };
  const words: Record<Outcome, string> = { idle: hasText ? "Copy" : `Copy ${label}`, copied: "Copied", failed: "Copy failed, select it by hand" };
  const Icon = outcome === "copied" ? Check : Copy;
  return (
    <>
      <Button variant="ghost" size="sm" icon={!hasText} aria-label={hasText ? `Copy ${label}` : words[outcome]} onClick={() => void copy()}>
        <Icon aria-hidden />
        {hasText ? words[outcome] : null}
      </Button>
      <span role="status" className="sr-only">
        {outcome === "idle" ? "" : words[outcome]}
      </span>
    </>
  );
}
