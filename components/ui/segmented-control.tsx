"use client";

import { ToggleGroup } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export interface Segment<Value extends string> {
  value: Value;
  label: string;
  icon?: ReactNode;
}

export interface SegmentedControlProps<Value extends string> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  segments: readonly Segment<Value>[];
  className?: string;
}

/** Picks one of a few views. Exactly one is always on: pressing the one that is on changes nothing. */
export function SegmentedControl<Value extends string>({ label, value, onChange, segments, className }: SegmentedControlProps<Value>) {
  const choose = (next: string) => {
    const found = segments.find((segment) => segment.value === next);
    if (found !== undefined) onChange(found.value);
  };
  return (
    <ToggleGroup.Root type="single" aria-label={label} value={value} onValueChange={choose} className={cn("inline-flex rounded-md bg-muted p-0.5", className)}>
      {segments.map((segment) => (
        <ToggleGroup.Item
          key={segment.value}
          value={segment.value}
          data-slot="segment"
          className="inline-flex h-6 items-center gap-1 rounded-sm px-2.5 text-xs font-medium text-fg-3 ring-line-2 transition-colors hover:text-fg data-[state=on]:bg-card data-[state=on]:text-fg data-[state=on]:ring-1 dark:data-[state=on]:bg-select [&_svg]:size-3.5"
        >
          {segment.icon}
          {segment.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
