import { ArrowLeftToLine, ArrowRight } from "lucide-react";
import Link from "next/link";
import { withParams, type PageUrl } from "@/components/kit/with-params";
import { Button } from "@/components/ui/button";

export interface PaginationProps {
  url: PageUrl;
  nextCursor: string | null;
  /** What is shown: "50 of 24,918 tickets". */
  summary: string;
  /** The list's cursor parameter. */
  param?: string;
}

/** A cursor knows only forwards: back is the browser's own, and the first page is a link. */
export function Pagination({ url, nextCursor, summary, param = "cursor" }: PaginationProps) {
  const isFirst = url.params[param] === undefined;
  if (isFirst && nextCursor === null) return <p className="border-t border-line px-4 py-2 text-xs text-fg-3">{summary}</p>;
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center gap-2 border-t border-line py-1.5 pr-2 pl-4">
      <p className="mr-auto text-xs text-fg-3">{summary}</p>
      {isFirst ? null : (
        <Button asChild variant="ghost" size="sm">
          <Link href={withParams(url, { [param]: null })}>
            <ArrowLeftToLine aria-hidden />
            First
          </Link>
        </Button>
      )}
      {nextCursor === null ? null : (
        <Button asChild size="sm">
          <Link href={withParams(url, { [param]: nextCursor })} rel="next">
            Next
            <ArrowRight aria-hidden />
          </Link>
        </Button>
      )}
    </nav>
  );
}
