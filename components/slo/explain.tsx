"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/kit/copy-button";
import { figureLinkClass } from "@/components/kit/figure";
import type { Explanation } from "@/components/slo/prepare-explanation";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Popover, PopoverClose, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

export interface ExplainProps {
  explanation: Explanation;
  /** The number that is explained. */
  children: ReactNode;
  /** For "recompute as of": where to, what to begin with, in which zone, and the latest that makes sense. */
  asOf: { path: string; value: string; max: string; zone: string };
}

function Formula({ lines }: { lines: Explanation["formula"] }) {
  if (lines.length === 0) return <p className="border-b border-line bg-muted px-4 py-3 text-xs text-fg-2">Nothing was measured in this window, so there is nothing to compute.</p>;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 border-b border-line bg-muted px-4 py-3 font-mono text-xs leading-5">
      {lines.map(({ left, right }, index) => (
        <div key={right} className="contents">
          <dt className="text-fg-3">{left} =</dt>
          <dd className={index === lines.length - 1 ? "font-semibold wrap-anywhere" : "wrap-anywhere"}>{right}</dd>
        </div>
      ))}
    </dl>
  );
}

function AsOf({ path, value, max, zone }: ExplainProps["asOf"]) {
  return (
    <form action={path} className="flex flex-wrap items-center gap-2 px-4 py-2.5">
      <label htmlFor="as-of" className="w-full text-xs text-fg-3">
        Recompute as of ({zone})
      </label>
      <span className="flex min-w-0 flex-1 gap-2">
        <Input id="as-of" name="at" type="datetime-local" required defaultValue={value} max={max} />
        <Button type="submit">Go</Button>
      </span>
    </form>
  );
}

/** Where a number comes from: formula, inputs, the same without exclusions, the definition, and the same at another time. */
export function Explain({ explanation, children, asOf }: ExplainProps) {
  const { title, formula, rows, raw, definition, text } = explanation;
  return (
    <Popover>
      <PopoverTrigger aria-label={`${title.replace("Explain ", "")}, explain this number`} className={`${figureLinkClass} -ml-0.5 rounded-sm px-0.5 text-2xl font-semibold decoration-fg-3 decoration-dotted underline-offset-4`}>
        {children}
      </PopoverTrigger>
      <PopoverContent aria-label={title} className="max-h-(--radix-popover-content-available-height) w-96 overflow-y-auto p-0">
        <div className="flex items-center border-b border-line py-2 pr-2 pl-4">
          <h2 className="mr-auto text-base font-semibold">{title}</h2>
          <CopyButton text={text} label="explanation" hasText />
          <PopoverClose asChild>
            <Button variant="ghost" size="sm" icon aria-label="Close">
              <X aria-hidden />
            </Button>
          </PopoverClose>
        </div>
        <Formula lines={formula} />
        <dl className="divide-y divide-line border-b border-line text-sm">
          {rows.map(({ term, value, note }) => (
            <div key={term} className="grid grid-cols-[5.5rem_auto_minmax(0,1fr)] items-baseline gap-x-3 px-4 py-1.5">
              <dt>{term}</dt>
              <dd className="font-medium whitespace-nowrap">{value}</dd>
              <dd className="text-right text-xs text-fg-3">{note}</dd>
            </div>
          ))}
          <div className="flex justify-between gap-3 px-4 py-2">
            <dt className="text-fg-3">Raw, nothing excluded</dt>
            <dd className="font-medium">{raw}</dd>
          </div>
          <div className="flex justify-between gap-3 px-4 py-2">
            <dt className="text-fg-3">Definition</dt>
            <dd className="text-right">{definition}</dd>
          </div>
        </dl>
        <AsOf {...asOf} />
      </PopoverContent>
    </Popover>
  );
}
