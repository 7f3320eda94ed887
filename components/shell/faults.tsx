"use client";

import { createContext, use, useMemo, type ReactNode } from "react";
import { StatusMark } from "@/components/kit/status-mark";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { LiveFault } from "@/hooks/use-live-refresh";
import { cn } from "@/lib/cn";
import { formatDateTime } from "@/lib/format";

/** What it means for whoever looks at a page. */
const meaning: Readonly<Record<string, string>> = {
  database: "What you see may be old, and nothing can be saved until it is back.",
  cache: "Answers may take longer.",
  mail: "Messages wait until it is back.",
  jobs: "Background work waits.",
  prometheus: "Goals that are measured by it get no new data.",
  "event-loop": "Pages and answers may take longer.",
  disk: "Files and backups may not be kept.",
};

/** What is degraded is slow, except a disk. */
const degraded: Readonly<Record<string, string>> = { disk: "is nearly full" };

interface FaultTold {
  component: string;
  isDown: boolean;
  /** "Database is down" */
  what: string;
  /** "Database is down since 10:42." */
  since: string;
  meaning: string;
}

function toldOf({ component, name, status, since }: LiveFault, zone: string): FaultTold {
  const what = `${name} ${status === "down" ? "is down" : (degraded[component] ?? "is slow")}`;
  return { component, isDown: status === "down", what, since: `${what} since ${formatDateTime(since, zone, "time")}.`, meaning: meaning[component] ?? "" };
}

const FaultsContext = createContext<readonly FaultTold[]>([]);

export interface FaultsProviderProps {
  faults: readonly LiveFault[];
  zone: string;
  children: ReactNode;
}

/** Tells every page which part of the portal itself fails, the worst first; announced once, also when the page changes. */
export function FaultsProvider({ faults, zone, children }: FaultsProviderProps) {
  const told = useMemo(() => faults.map((fault) => toldOf(fault, zone)).sort((a, b) => Number(b.isDown) - Number(a.isDown)), [faults, zone]);
  return (
    <FaultsContext value={told}>
      {told.length === 0 ? null : (
        <p role="alert" className="sr-only">
          {told.map((fault) => `${fault.since} ${fault.meaning}`).join(" ")}
        </p>
      )}
      {children}
    </FaultsContext>
  );
}

/** In the top bar, whose height it does not change: a fault comes while somebody reads, and what they read stays where it is. */
export function FaultMark({ className }: { className?: string }) {
  const faults = use(FaultsContext);
  const [worst, ...others] = faults;
  if (worst === undefined) return null;
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button data-slot="fault" className={cn("min-w-8 px-2 md:min-w-48 md:shrink-[100]", worst.isDown ? "border-crit-line bg-crit-bg [&>svg]:text-crit" : "border-warn-line bg-warn-bg [&>svg]:text-warn", className)}>
          <StatusMark tone={worst.isDown ? "critical" : "warn"} />
          <span className="truncate max-md:sr-only">{worst.what}{others.length === 0 ? "" : ` and ${others.length} more`}</span>
          <span aria-hidden className="min-w-0 truncate font-normal text-fg-2 max-xl:hidden">{worst.meaning}</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label="What of the portal fails">
        <ul className="grid gap-3">
          {faults.map((fault) => (
            <li key={fault.component} className="flex gap-2.5">
              <StatusMark tone={fault.isDown ? "critical" : "warn"} className="mt-0.5" />
              <p className="min-w-0 text-fg-2"><span className="font-semibold text-fg">{fault.since}</span> {fault.meaning}</p>
            </li>
          ))}
        </ul>
      </PopoverContent>
    </Popover>
  );
}
