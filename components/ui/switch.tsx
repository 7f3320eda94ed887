"use client";

import { Switch as SwitchPrimitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export function Switch({ className, ...props }: ComponentProps<typeof SwitchPrimitive.Root>) {
  return (
    <SwitchPrimitive.Root
      data-slot="check"
      className={cn(
        "inline-flex h-4 w-7 shrink-0 items-center rounded-full border border-input bg-card px-0.5 transition-colors disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:border-primary data-[state=checked]:bg-primary",
        className,
      )}
      {...props}
    >
      <SwitchPrimitive.Thumb className="block size-2.5 rounded-full bg-input transition-transform data-[state=checked]:translate-x-3 data-[state=checked]:bg-on-primary" />
    </SwitchPrimitive.Root>
  );
}
