"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import type { SearchHit, SnippetPart } from "#contract/search";
import { Timestamp } from "@/components/kit/timestamp";
import { kindWords } from "@/components/search/kind-words";
import { snippetParts } from "@/components/search/snippet-parts";
import { Badge } from "@/components/ui/badge";
import { useTRPC } from "@/lib/trpc";

function Snippet({ parts }: { parts: readonly SnippetPart[] }) {
  if (parts.length === 0) return null;
  return (
    <p className="mt-1 line-clamp-3 text-sm text-fg-2 wrap-anywhere">
      {parts.map((part, index) => (part.isMatch ? <mark key={`${index}-${part.text}`} className="rounded-sm bg-warn-bg font-medium text-fg">{part.text}</mark> : <span key={`${index}-${part.text}`}>{part.text}</span>))}
    </p>
  );
}

interface HitProps {
  hit: SearchHit;
  now: string;
  zone: string;
  onOpen: () => void;
}

function Hit({ hit, now, zone, onOpen }: HitProps) {
  return (
    <li className="border-b border-line px-4 py-3 last:border-b-0">
      <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <Link href={hit.href} data-row-link="" onClick={onOpen} className="min-w-0 rounded-sm text-base font-medium text-link wrap-anywhere hover:underline">
          {hit.title}
          {hit.heading === "" ? null : <span className="font-normal text-fg-3"> › {hit.heading}</span>}
        </Link>
        <Badge>{kindWords[hit.kind].one}</Badge>
        {hit.label === "" ? null : <span className="text-xs text-fg-3 wrap-anywhere">{hit.label}</span>}
        <span className="ml-auto text-xs text-fg-3"><Timestamp iso={hit.changedAt} now={now} zone={zone} /></span>
      </div>
      <Snippet parts={snippetParts(hit)} />
    </li>
  );
}

export interface SearchResultsProps {
  hits: readonly SearchHit[];
  searchId: string | null;
  now: string;
  zone: string;
}

/** The results, best first. Which one is opened is told, so that it ranks higher next time; the way there does not wait for it. */
export function SearchResults({ hits, searchId, now, zone }: SearchResultsProps) {
  const trpc = useTRPC();
  const opened = useMutation(trpc.search.noteOpened.mutationOptions());
  const note = (hit: SearchHit) => {
    if (searchId !== null) opened.mutate({ searchId, kind: hit.kind, refId: hit.refId });
  };
  return (
    <ol aria-label="Results" className="overflow-hidden rounded-lg border border-line bg-card">
      {hits.map((hit) => <Hit key={`${hit.kind}-${hit.refId}`} hit={hit} now={now} zone={zone} onOpen={() => note(hit)} />)}
    </ol>
  );
}
