"use client";

import type { Brief, Reading } from "#contract/query";
import { ReadingChip } from "@/components/kit/reading-chip";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { Skeleton } from "@/components/ui/skeleton";
import type { AskRequest } from "./ask-store";

export interface ReadingChipsProps {
  reading: Reading;
  /** The answer whose plan the chips edit; null while there is none. */
  brief: Brief | null;
  question: string;
  onAsk: (request: AskRequest) => void;
}

/** One line, whatever is read, so that nothing below it moves when the reading arrives. */
const line = "print:hidden -mx-4 flex h-9 items-center gap-2 overflow-x-auto px-4 md:mx-0 md:px-0.5";

/** The place of the chips before the question is read. */
export const ReadingPlace = () => <div className={line}>{[28, 40, 36, 44].map((width) => <Skeleton key={width} className="h-7 shrink-0 rounded-md" style={{ width: width * 4 }} />)}</div>;

/** How the question was read; choosing another value edits the plan and asks again with it. */
export function ReadingChips({ reading, brief, question, onAsk }: ReadingChipsProps) {
  const { chips } = reading;
  return (
    <>
      <p className="hidden text-sm text-fg-3 print:block">Read as: {chips.map(({ connective, value }) => `${connective} ${value}`.trim()).join(", ")}.</p>
      <div role="group" aria-label="How the question was read" tabIndex={0} className={line}>
        {chips.map((chip, index) =>
          chip.options.length === 0 || brief === null ? (
            <ReadingChip key={`${chip.slot}-${index}`} disabled connective={chip.connective || undefined} value={chip.value} isAssumed={chip.assumed} />
          ) : (
            <DropdownMenu key={`${chip.slot}-${index}`}>
              <DropdownMenuTrigger asChild>
                <ReadingChip connective={chip.connective || undefined} value={chip.value} isAssumed={chip.assumed} />
              </DropdownMenuTrigger>
              <DropdownMenuContent>
                {chip.options.map((option) => (
                  <DropdownMenuItem key={option.label} onSelect={() => onAsk(option.patch == null || brief === null ? { question: option.question } : { question, plan: { ...brief.plan, ...option.patch } })}>
                    {option.label}
                  </DropdownMenuItem>
                ))}
              </DropdownMenuContent>
            </DropdownMenu>
          ),
        )}
      </div>
    </>
  );
}
