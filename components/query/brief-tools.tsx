"use client";

import { Check, Copy, Download, Printer } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import type { Brief } from "#contract/query";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { briefMarkdown } from "./export/brief-text";
import { copyBrief, saveMarkdown } from "./export/copy-brief";

export interface BriefToolsProps {
  brief: Brief;
  zone: string;
}

const place = "flex h-7 w-38 shrink-0 items-center justify-end gap-1 print:hidden max-md:h-11 max-md:w-full max-md:justify-start";

/** The place of the tools while there is nothing to take along, so that the question does not wrap anew when there is. */
export const BriefToolsPlace = () => <div aria-hidden className={place} />;

/** What can be done with a whole brief: take it along as rich text, as Markdown, or on paper. */
export function BriefTools({ brief, zone }: BriefToolsProps) {
  const [isCopied, setCopied] = useState(false);
  if (brief.outcome !== "answered") return <BriefToolsPlace />;
  const copy = async (write: () => Promise<void>, done: string): Promise<void> => {
    try {
      await write();
      setCopied(true);
      toast.success(done);
    } catch {
      toast.error("The browser did not allow copying. Save it as Markdown instead.");
    }
  };
  const Icon = isCopied ? Check : Copy;
  return (
    <div role="group" aria-label="This answer" className={place}>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button size="sm" variant="ghost"><Icon aria-hidden />Copy</Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => void copy(() => copyBrief(brief, zone), "The brief is copied, with its charts.")}><Copy aria-hidden />As rich text with charts</DropdownMenuItem>
          <DropdownMenuItem onSelect={() => void copy(() => navigator.clipboard.writeText(briefMarkdown(brief, zone)), "The Markdown is copied.")}><Copy aria-hidden />As Markdown</DropdownMenuItem>
          <DropdownMenuItem onSelect={() => saveMarkdown(brief, zone)}><Download aria-hidden />Save as Markdown file</DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <Button size="sm" variant="ghost" onClick={() => window.print()}><Printer aria-hidden />Print</Button>
    </div>
  );
}
