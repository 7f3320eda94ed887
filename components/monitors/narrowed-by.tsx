import { X } from "lucide-react";
import Link from "next/link";
import { withParams, type PageUrl } from "@/components/kit/with-params";
import type { OutagesParams } from "@/components/monitors/read-params";
import { badgeVariants } from "@/components/ui/badge";
import { cn } from "@/lib/cn";
import { formatDateTime } from "@/lib/format";

const names = { service: "Service", team: "Owner", region: "Region" } as const;

function chipsOf(asked: OutagesParams, zone: string): { param: string; text: string }[] {
  const word = asked.time === "touches" ? "Down" : "Began";
  const things = (Object.keys(names) as (keyof typeof names)[]).flatMap((param) => (asked[param] === undefined ? [] : [{ param, text: `${names[param]}: ${asked[param]}` }]));
  const from = asked.from === undefined ? [] : [{ param: "from", text: `${word} from ${formatDateTime(asked.from, zone)}` }];
  const to = asked.to === undefined ? [] : [{ param: "to", text: `${word} before ${formatDateTime(asked.to, zone)}` }];
  return [...things, ...from, ...to];
}

/** What an address narrows the list by and no control shows; each can be taken away. */
export function NarrowedBy({ asked, url, zone }: { asked: OutagesParams; url: PageUrl; zone: string }) {
  const chips = chipsOf(asked, zone);
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Further filters" className="flex flex-wrap gap-1.5">
      {chips.map(({ param, text }) => (
        <li key={param}>
          <Link href={withParams(url, { [param]: null, cursor: null })} className={cn(badgeVariants({ tone: "outline", size: "md" }), "hover:bg-hover")}>
            {text}
            <X aria-hidden />
            <span className="sr-only">(remove)</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
