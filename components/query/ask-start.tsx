import Link from "next/link";

export interface ThreadLink {
  id: string;
  title: string;
}

export interface AskStartProps {
  suggestions: readonly string[];
  threads: readonly ThreadLink[];
  onAsk: (question: string) => void;
}

/** Before the first question: what can be asked, and what was asked before. */
export function AskStart({ suggestions, threads, onAsk }: AskStartProps) {
  return (
    <div className="grid gap-2">
      <h1 className="text-2xl font-semibold">Ask</h1>
      <p className="max-w-prose text-base text-fg-3">Ask about tickets, uptime, services and runbooks in plain words. Every number in the answer opens the rows that it was computed from.</p>
      <ul className="mt-4 grid gap-2">
        {suggestions.map((question) => (
          <li key={question}>
            <button type="button" onClick={() => onAsk(question)} className="w-full rounded-lg border border-line bg-card px-4 py-3 text-left text-base transition-colors hover:bg-hover">{question}</button>
          </li>
        ))}
      </ul>
      {threads.length === 0 ? null : (
        <section aria-labelledby="earlier" className="mt-4">
          <div className="flex items-baseline justify-between gap-4">
            <h2 id="earlier" className="text-base font-semibold">Earlier conversations</h2>
            <Link href="/ask/threads" className="text-sm font-medium text-link hover:underline">All conversations</Link>
          </div>
          <ul className="mt-2 divide-y divide-line">
            {threads.map((thread) => (
              <li key={thread.id}>
                <Link href={`/ask?thread=${encodeURIComponent(thread.id)}`} className="block py-2 text-sm text-fg-2 wrap-anywhere hover:text-fg hover:underline">{thread.title}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
