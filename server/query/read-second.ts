import "server-only";
import type { QueryPlan } from "#contract/query";
import { toPublicError } from "@/server/platform/errors";
import { log } from "@/server/platform/log";
import type { Answer } from "./answer";
import { secondFinding } from "./core/second-reading";
import { obtainAnswer, type AnswerOrder } from "./obtain-answer";

const renamed = (table: string): string => `second_${table}`;
const wordsOf = ({ headline }: Pick<Answer, "headline">): string => headline.map(({ text }) => text).join("");

/** The answer to the second reading, or null: what it adds is not worth the loss of the first. */
export async function answerSecond(order: Omit<AnswerOrder, "plan">, { plan, requestId }: { plan: QueryPlan | null; requestId: string }, asker: AbortSignal): Promise<Answer | null> {
  if (plan === null) return null;
  try {
    const { answer } = await obtainAnswer({ ...order, plan }, asker);
    return answer.outcome === "answered" ? answer : null;
  } catch (error) {
    if (!asker.aborted) log().warn({ err: toPublicError(error, requestId), requestId }, "the second reading was not answered");
    return null;
  }
}

/** An answer with what the second reading says, where it says anything else. Its tables, tools and check are added to those of the first. */
export function withSecond(first: Answer, second: Answer | null, plan: QueryPlan | null): Answer {
  if (second === null || plan === null || first.outcome !== "answered" || wordsOf(first) === wordsOf(second)) return first;
  const { grounded } = first;
  return {
    ...first,
    findings: [...first.findings, secondFinding(plan.intent, second, renamed)],
    tables: [...first.tables, ...second.tables.map((table) => ({ ...table, id: renamed(table.id) }))],
    tools: [...first.tools, ...second.tools.map((call) => ({ ...call, table: call.table === null ? null : renamed(call.table) }))],
    grounded: { figures: grounded.figures + second.grounded.figures, ungrounded: grounded.ungrounded + second.grounded.ungrounded, dropped: grounded.dropped + second.grounded.dropped },
  };
}
