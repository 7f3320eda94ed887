import { X } from "lucide-react";
import Link from "next/link";
import { withParams, type PageUrl } from "@/components/kit/with-params";
import { fieldWords } from "@/components/tickets/ticket-words";
import { badgeVariants } from "@/components/ui/badge";
import { cn } from "@/lib/cn";
import { formatDateTime } from "@/lib/format";
import { ticketFilterNames, type TicketListInput } from "#contract/tickets";

interface Chip {
  key: string;
  text: string;
  href: string;
}

const labels: Record<string, string> = { ...fieldWords, status: "Status", sla: "SLA", customer_tier: "Customer tier", region: "Region", channel: "Channel", location: "Location", requester: "Requester", reassigned: "Handed over", reopened: "Reopened", escalated: "Escalated", team: "Group", customer: "Customer", service: "Service" };
const labelOf = (name: string): string => labels[name] ?? name;
const times: Record<TicketListInput["time"], string> = { opened: "Opened", resolved: "Resolved", closed: "Closed", updated: "Updated" };

const valuesOf = (value: PageUrl["params"][string]): readonly string[] => (value === undefined ? [] : typeof value === "string" ? [value] : value);

/** The same address without one of several values of a parameter. */
function without(url: PageUrl, name: string, value: string): string {
  const rest = valuesOf(url.params[name]).filter((one) => one !== value);
  return withParams({ ...url, params: { ...url.params, [name]: rest.length === 0 ? undefined : rest } }, { cursor: null });
}

function chipsOf({ url, input, zone, hidden }: ActiveFiltersProps): Chip[] {
  const filters = ticketFilterNames
    .filter((name) => !hidden.includes(name) || valuesOf(url.params[name]).length > 1)
    .flatMap((name) => valuesOf(url.params[name]).filter(Boolean).map((value) => ({ key: `${name}:${value}`, text: `${labelOf(name)}: ${value}`, href: without(url, name, value) })));
  const word = times[input.time ?? "opened"];
  const edge = (name: "from" | "to", connective: string): Chip[] => {
    const at = input[name];
    return at === null || at === undefined ? [] : [{ key: name, text: `${word} ${connective} ${formatDateTime(at, zone)}`, href: withParams(url, { [name]: null, cursor: null }) }];
  };
  return [...filters, ...edge("from", "from"), ...edge("to", "before")];
}

export interface ActiveFiltersProps {
  url: PageUrl;
  input: Partial<TicketListInput>;
  zone: string;
  /** Parameters that the filter bar shows already. */
  hidden: readonly string[];
}

/** Filters that came with the address and have no control of their own; each can be taken away. */
export function ActiveFilters(props: ActiveFiltersProps) {
  const chips = chipsOf(props);
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Further filters" className="flex flex-wrap gap-1.5">
      {chips.map((chip) => (
        <li key={chip.key}>
          <Link href={chip.href} className={cn(badgeVariants({ tone: "outline", size: "md" }), "hover:bg-hover")}>
            {chip.text}
            <X aria-hidden />
            <span className="sr-only">(remove)</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
