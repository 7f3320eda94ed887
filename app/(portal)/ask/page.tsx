import type { Metadata } from "next";
import Link from "next/link";
import { AskView } from "@/components/query/ask-view";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { operations } from "@/server/api/operations";
import { pageCall, pageContext } from "@/server/api/page";
import { queryPlanSchema, type Brief, type QueryPlan, type ThreadRun } from "#contract/query";

export const metadata: Metadata = { title: "Ask" };

type Search = Promise<{ q?: string; plan?: string; thread?: string }>;

interface Conversation {
  title: string | null;
  runs: ThreadRun[];
  /** Of the last question; null when it was interrupted. */
  brief: Brief | null;
}

async function openConversation(threadId: string | undefined): Promise<Conversation> {
  if (threadId === undefined) return { title: null, runs: [], brief: null };
  const { title, runs } = await pageCall(operations.query.getThread, { id: threadId });
  const last = runs.at(-1);
  const isGiven = last !== undefined && last.outcome !== "interrupted";
  return { title, runs, brief: isGiven ? await pageCall(operations.query.getRun, { id: last.id }) : null };
}

/** A link may carry the exact plan of its words; one that cannot be read is left out, and the words are read instead. */
function planOf(text: string | undefined): QueryPlan | null {
  try {
    return text === undefined ? null : queryPlanSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export default async function AskPage({ searchParams }: { searchParams: Search }) {
  const { q, plan, thread } = await searchParams;
  const { actor, requestId } = await pageContext();
  const question = q?.trim() ? q.trim() : null;
  const [suggestions, threads, conversation] = await Promise.all([pageCall(operations.query.suggestions, {}), pageCall(operations.query.listThreads, { limit: 6 }), openConversation(thread)]);
  const title = question ?? conversation.title;
  const actions = (
    <Button asChild size="sm" variant="ghost">
      <Link href="/ask/threads">Conversations</Link>
    </Button>
  );
  return (
    <>
      <TopBar crumbs={title === null ? [{ label: "Ask" }] : [{ label: "Ask", href: "/ask" }, { label: title }]} actions={actions} />
      <AskView question={question} plan={planOf(plan)} brief={conversation.brief} threadId={thread ?? null} runs={conversation.runs} suggestions={suggestions.items} threads={threads.items} zone={actor.zone} renderId={requestId} />
    </>
  );
}
