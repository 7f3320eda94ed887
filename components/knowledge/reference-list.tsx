import Link from "next/link";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/kit/copy-button";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/lib/cn";

export interface ReferenceItem {
  id: string;
  /** "GET /api/v1/slos", or the name of a tool. */
  name: string;
  summary: string;
  permission: string;
  effect: string;
  fields: readonly { name: string; place: string; type: string; isRequired: boolean; description: string }[];
  example: string;
}

export interface CapabilityNavProps {
  capabilities: readonly { capability: string; count: number }[];
  active: string;
  pathname: string;
}

/** "blindSpots" as people say it: "Blind spots"; SLAs and SLOs keep their capitals. */
function capabilityLabel(capability: string): string {
  if (/^sl[ao]$/.test(capability)) return `${capability.toUpperCase()}s`;
  const words = capability.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

export function CapabilityNav({ capabilities, active, pathname }: CapabilityNavProps) {
  return (
    <nav aria-label="Capabilities" className="flex flex-wrap gap-1.5">
      {capabilities.map(({ capability, count }) => (
        <Link
          key={capability}
          href={`${pathname}?of=${capability}`}
          aria-current={capability === active ? "page" : undefined}
          className={cn("inline-flex h-7 items-center gap-1.5 rounded-md border border-line px-2.5 text-sm text-fg-2 hover:bg-hover", capability === active && "border-line-2 bg-select font-medium text-fg")}
        >
          {capabilityLabel(capability)} <span className="text-xs text-fg-3 tabular-nums">{count}</span>
        </Link>
      ))}
    </nav>
  );
}

function Fields({ fields }: Pick<ReferenceItem, "fields">) {
  if (fields.length === 0) return <p className="text-sm text-fg-3">Takes nothing.</p>;
  return (
    <dl className="grid gap-x-4 gap-y-1.5 text-sm sm:grid-cols-[minmax(8rem,max-content)_minmax(0,1fr)]">
      {fields.map((field) => (
        <div key={field.name} className="contents">
          <dt className="font-mono text-xs leading-5 wrap-anywhere">{field.name}</dt>
          <dd className="text-fg-2 wrap-anywhere max-sm:mb-1">
            {field.place}, {field.type}{field.isRequired ? ", required" : ""}{field.description === "" ? "" : `. ${field.description}`}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Item({ item, label }: { item: ReferenceItem; label: ReactNode }) {
  return (
    <details className="group border-b border-line last:border-b-0">
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 py-2.5 hover:bg-hover">
        <span className="font-mono text-xs font-medium wrap-anywhere">{label}</span>
        <span className="text-sm text-fg-2">{item.summary}</span>
      </summary>
      <div className="grid gap-3 px-4 pt-1 pb-4">
        <p className="flex flex-wrap gap-2"><Badge>{item.permission === "public" ? "no permission needed" : `needs ${item.permission}`}</Badge><Badge tone="outline">{item.effect === "read" ? "reads" : item.effect === "write" ? "writes" : "proposes"}</Badge></p>
        <Fields fields={item.fields} />
        <div className="relative">
          <pre tabIndex={0} className="overflow-x-auto rounded-lg border border-line bg-muted p-3 pr-12 font-mono text-xs leading-5">{item.example}</pre>
          <div className="absolute top-1.5 right-1.5"><CopyButton text={item.example} label="example" /></div>
        </div>
      </div>
    </details>
  );
}

/** Operations one below the other, each unfolding to its fields and an example. Works without scripts. */
export function ReferenceList({ items }: { items: readonly ReferenceItem[] }) {
  return <div className="overflow-hidden rounded-lg border border-line bg-card">{items.map((item) => <Item key={item.id} item={item} label={item.name} />)}</div>;
}
