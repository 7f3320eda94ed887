import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export const figureLinkClass =
  "underline decoration-line-2 decoration-1 underline-offset-3 hover:decoration-current";

/** A number keeps its unit on its line; a title or a sentence of the records breaks where lines end. */
export const breakOf = (text: string): string => (text.length > longestUnbroken ? "wrap-anywhere" : "whitespace-nowrap");
const longestUnbroken = 24;

export interface FigureProps {
  /** Already formatted ("96.8", "no data"). */
  value: ReactNode;
  unit?: string;
  /** The rows behind the number. */
  href?: string;
  /** Opens "explain"; drawn with a dotted line. */
  onClick?: () => void;
  /** Said to assistive technology in place of the bare number. */
  label?: string;
  className?: string;
}

/** A number with a quiet unit. With `href` it opens the rows behind it. */
export function Figure({ value, unit, href, onClick, label, className }: FigureProps) {
  const content = (
    <>
      {value}
      {unit === undefined ? null : <span className="ml-1 text-xs font-normal tracking-normal text-fg-3">{unit}</span>}
    </>
  );
  const style = cn(typeof value === "string" ? breakOf(value) : "whitespace-nowrap", className);
  if (href !== undefined) {
    return (
      <Link href={href} aria-label={label} className={cn(figureLinkClass, style)}>
        {content}
      </Link>
    );
  }
  if (onClick === undefined) return <span className={style}>{content}</span>;
  return (
    <button type="button" onClick={onClick} aria-label={label} className={cn(figureLinkClass, "decoration-dotted", style)}>
      {content}
    </button>
  );
}
