import Link from "next/link";
import { cn } from "@/lib/cn";

export interface CitationProps {
  /** What is cited, as people know it: "INC-2047". */
  id: string;
  href?: string;
  /** What stands behind the id, for the title and for assistive technology. */
  title?: string;
}

const style = "inline-flex h-4.5 items-center rounded-sm bg-muted px-1.25 align-[1px] font-mono text-xs font-medium tracking-[-0.03em] whitespace-nowrap text-fg-2";

/** The source of a sentence; stands at its end. */
export function Citation({ id, href, title }: CitationProps) {
  if (href === undefined) {
    return (
      <span className={style} title={title}>
        {id}
      </span>
    );
  }
  return (
    <Link href={href} title={title} className={cn(style, "transition-colors hover:bg-accent hover:text-link")}>
      {id}
    </Link>
  );
}
