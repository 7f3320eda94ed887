"use client";

import type { Reading } from "#contract/query";
import { ReadingChip } from "@/components/kit/reading-chip";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";

export interface ReadingChipsProps {
  reading: Reading;
  onAsk: (question: string) => void;
}

/** How the question was read; choosing another value asks again with it. */
export function ReadingChips({ reading, onAsk }: ReadingChipsProps) {
  return (
    <div role="group" aria-label="How the question was read" tabIndex={0} className="-mx-4 flex gap-2 overflow-x-auto px-4 py-0.5 md:mx-0 md:flex-wrap md:px-0.5">
      {reading.chips.map((chip) =>
        chip.options.length === 0 ? (
          <ReadingChip key={chip.slot} disabled connective={chip.connective || undefined} value={chip.value} isAssumed={chip.assumed} />
        ) : (
          <DropdownMenu key={chip.slot}>
            <DropdownMenuTrigger asChild>
              <ReadingChip connective={chip.connective || undefined} value={chip.value} isAssumed={chip.assumed} />
            </DropdownMenuTrigger>
            <DropdownMenuContent>
              {chip.options.map((option) => (
                <DropdownMenuItem key={option.label} onSelect={() => onAsk(option.question)}>
                  {option.label}
                </DropdownMenuItem>
              ))}
            </DropdownMenuContent>
          </DropdownMenu>
        ),
      )}
    </div>
  );
}
