import { FileText } from "lucide-react";
import type { Metadata } from "next";
import { Markdown } from "@/components/kit/markdown";
import type { PageParams } from "@/components/kit/with-params";
import { Logo } from "@/components/shell/logo";
import { firstParam } from "@/components/tickets/read-ticket-params";
import { RequestForms, RequestNotice } from "@/components/tickets/request-forms";
import { StateBadge } from "@/components/tickets/state-badge";
import { Card } from "@/components/ui/card";
import { formatBytes, formatDateTime } from "@/lib/format";
import { systemClock } from "@/server/platform/clock";
import { readRequest, type RequestView } from "@/server/tickets";

export const metadata: Metadata = { title: "Your request", referrer: "no-referrer", robots: { index: false } };
export const dynamic = "force-dynamic";

type Files = RequestView["files"];

function FileList({ files, token }: { files: Files; token: string }) {
  if (files.length === 0) return null;
  return (
    <ul aria-label="Files" className="flex flex-wrap gap-2">
      {files.map(({ id, name, bytes }) => (
        <li key={id}>
          <a href={`/api/request-files/${encodeURIComponent(id)}?token=${encodeURIComponent(token)}`} download={name} className="flex items-center gap-1.5 rounded-md border border-line-2 bg-card px-2 py-1.5 text-xs hover:bg-hover">
            <FileText aria-hidden className="size-3.5 text-fg-3" /><span className="max-w-60 truncate">{name}</span><span className="text-fg-3">{formatBytes(bytes)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Word({ who, at, body, files, token }: { who: string; at: string; body: string; files: Files; token: string }) {
  return (
    <li className="grid gap-2 px-4 py-3">
      <div className="flex flex-wrap items-baseline gap-x-2 text-sm"><span className="font-medium">{who}</span><time dateTime={at} className="ml-auto text-xs text-fg-3">{formatDateTime(at, "UTC")} UTC</time></div>
      {body === "" ? <p className="text-sm text-fg-3">No text.</p> : <Markdown className="text-sm leading-5">{body}</Markdown>}
      <FileList files={files} token={token} />
    </li>
  );
}

function Unusable() {
  return (
    <Card className="grid gap-2 p-6">
      <h1 className="text-lg font-semibold">This link cannot be used</h1>
      <p className="text-sm text-fg-2">It has expired, is not whole, or belongs to somebody else. Answer the last mail about your request: the desk reads it, and you get a new link.</p>
    </Card>
  );
}

const proposedIn = (text: string | undefined): number | null => (/^[1-5]$/.test(text ?? "") ? Number(text) : null);

export default async function RequestPage({ params, searchParams }: { params: Promise<{ token: string }>; searchParams: Promise<PageParams> }) {
  const [{ token: raw }, query] = await Promise.all([params, searchParams]);
  const token = decodeURIComponent(raw);
  const view = token.length > 1_000 ? null : await readRequest(token, systemClock);
  return (
    <main id="main" className="grid min-h-dvh content-start justify-items-center gap-4 bg-frame px-4 py-8">
      <div className="flex w-full max-w-160 items-center gap-2 text-base font-semibold"><Logo />Quarterdeck</div>
      <div className="grid w-full max-w-160 min-w-0 gap-4">
        <RequestNotice what={firstParam(query.done) ?? firstParam(query.fault)} />
        {view === null ? <Unusable /> : (
          <>
            <header className="grid gap-1">
              <h1 className="text-xl font-semibold wrap-anywhere">{view.subject}</h1>
              <p className="flex flex-wrap items-center gap-2 text-sm text-fg-2"><span className="font-mono text-xs">#{view.number}</span><StateBadge state={view.state} kind={view.stateKind} /></p>
            </header>
            <Card aria-label="Conversation" className="overflow-clip">
              <ol className="divide-y divide-line">
                <Word who="You asked" at={view.openedAt} body={view.description} files={view.files} token={token} />
                {view.messages.map(({ id, isOwn, authorName, at, body, files }) => <Word key={id} who={isOwn ? "You" : authorName} at={at} body={body} files={files} token={token} />)}
              </ol>
            </Card>
            <RequestForms token={token} stateKind={view.stateKind} rating={view.rating} proposed={proposedIn(firstParam(query.rate))} />
          </>
        )}
      </div>
    </main>
  );
}
