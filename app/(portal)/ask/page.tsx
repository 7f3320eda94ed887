import type { Metadata } from "next";
import { AskView } from "@/components/query/ask-view";
import { TopBar } from "@/components/shell/top-bar";
import { operations } from "@/server/api/operations";
import { pageCall, pageContext } from "@/server/api/page";
import type { Brief } from "#contract/query";

export const metadata: Metadata = { title: "Ask" };

type Search = Promise<{ q?: string; thread?: string }>;

async function lastBriefOf(threadId: string): Promise<Brief | null> {
  const { runs } = await pageCall(operations.query.getThread, { id: threadId });
  const last = runs.at(-1);
  return last === undefined ? null : pageCall(operations.query.getRun, { id: last.id });
}

export default async function AskPage({ searchParams }: { searchParams: Search }) {
  const { q, thread } = await searchParams;
  const { actor } = await pageContext();
  const [suggestions, threads, brief] = await Promise.all([
    pageCall(operations.query.suggestions, {}),
    pageCall(operations.query.listThreads, { limit: 8 }),
    thread === undefined ? null : lastBriefOf(thread),
  ]);
  const question = q?.trim() ? q.trim() : null;
  return (
    <>
      <TopBar crumbs={question === null && brief === null ? [{ label: "Ask" }] : [{ label: "Ask", href: "/ask" }, { label: question ?? brief?.question ?? "" }]} />
      <AskView key={`${q ?? ""}|${thread ?? ""}`} question={question} brief={brief} threadId={thread ?? null} suggestions={suggestions.items} threads={threads.items} zone={actor.zone} />
    </>
  );
}
