import type { Metadata } from "next";
import { AskView } from "@/components/query/ask-view";
import { pageCall, pageContext } from "@/server/api/page";
import { operations } from "@/server/api/operations";

export const metadata: Metadata = { title: "Ask" };

type Search = Promise<{ q?: string; thread?: string }>;

export default async function AskPage({ searchParams }: { searchParams: Search }) {
  const { q, thread } = await searchParams;
  const { actor } = await pageContext();
  const { items: suggestions } = await pageCall(operations.query.suggestions, {});
  const stored = thread === undefined ? null : await pageCall(operations.query.getThread, { id: thread });
  return (
    <AskView
      key={`${q ?? ""}|${thread ?? ""}`}
      question={q?.trim() ? q.trim() : null}
      brief={stored?.lastBrief ?? null}
      threadId={thread ?? null}
      suggestions={suggestions}
      zone={actor.zone}
    />
  );
}
