"use client";

import { CalendarDays } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { useTransition } from "react";
import { FieldShell } from "@/components/kit/form";
import { RefetchBar } from "@/components/kit/skeletons";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

const dayOf = (value: string | null): string => (value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : "");

export interface OpenedRangeProps {
  /** First and last day with tickets, as hints; null without tickets. */
  first: string | null;
  last: string | null;
}

/** Days of opening, both included, in the reader's zone. */
export function OpenedRange({ first, last }: OpenedRangeProps) {
  const [isPending, startTransition] = useTransition();
  const [range, setRange] = useQueryStates({ from: parseAsString, to: parseAsString, cursor: parseAsString }, { shallow: false, startTransition, clearOnDefault: true });
  const change = (name: "from" | "to", day: string) => void setRange({ [name]: day === "" ? null : day, cursor: null });
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button className="relative overflow-hidden">
          <RefetchBar isActive={isPending} />
          <CalendarDays aria-hidden />
          Opened
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="grid gap-3">
        <FieldShell label="From">{(control) => <Input {...control} type="date" min={first ?? undefined} max={last ?? undefined} value={dayOf(range.from)} onChange={(event) => change("from", event.target.value)} />}</FieldShell>
        <FieldShell label="To, included">{(control) => <Input {...control} type="date" min={first ?? undefined} max={last ?? undefined} value={dayOf(range.to)} onChange={(event) => change("to", event.target.value)} />}</FieldShell>
        {range.from === null && range.to === null ? null : (
          <Button size="sm" className="justify-self-start" onClick={() => void setRange({ from: null, to: null, cursor: null })}>
            Any time
          </Button>
        )}
      </PopoverContent>
    </Popover>
  );
}
