import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Card, CardHeader } from "@/components/ui/card";

export interface RecordLink {
  href: string;
  label: string;
  detail: string;
}

/** Where the records of this thing are: lists, filtered to it. */
export function RecordLinks({ links }: { links: readonly RecordLink[] }) {
  if (links.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Records" />
      <ul className="grid">
        {links.map((link) => (
          <li key={link.href} className="border-b border-line last:border-b-0">
            <Link href={link.href} className="flex min-h-11 items-center gap-2 px-4 py-2 text-sm hover:bg-hover">
              <span className="font-medium">{link.label}</span>
              <span className="min-w-0 flex-1 truncate text-fg-3">{link.detail}</span>
              <ChevronRight aria-hidden className="size-3.5 shrink-0 text-fg-3" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
