"use client";

import { Printer } from "lucide-react";
import type { Brief } from "#contract/query";
import { Button } from "@/components/ui/button";

export interface BriefToolsProps {
  brief: Brief;
  zone: string;
}

/** What can be done with a whole brief. */
export function BriefTools({ brief }: BriefToolsProps) {
  if (brief.outcome !== "answered") return null;
  return (
    <div role="group" aria-label="This answer" className="flex shrink-0 items-center gap-1 print:hidden">
      <Button size="sm" variant="ghost" onClick={() => window.print()}><Printer aria-hidden />Print</Button>
    </div>
  );
}
