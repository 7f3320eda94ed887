import { Download, FileText } from "lucide-react";
import { Markdown } from "@/components/kit/markdown";
import { Timestamp } from "@/components/kit/timestamp";
import { isPicture } from "@/components/tickets/desk-words";
import { HeldNotice } from "@/components/tickets/held-notice";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/lib/cn";
import { formatBytes } from "@/lib/format";
import type { TicketMessage } from "#contract/tickets";

const hrefOf = (id: string): string => `/api/ticket-files/${encodeURIComponent(id)}`;

export function Files({ files }: { files: TicketMessage["attachments"] }) {
  if (files.length === 0) return null;
  return (
    <ul aria-label="Files" className="flex flex-wrap gap-2">
      {files.map((file) => (
        <li key={file.id}>
          <a href={hrefOf(file.id)} download={file.name} className="grid gap-1.5 rounded-md border border-line-2 bg-card px-2 py-1.5 text-xs hover:bg-hover">
            {/* The picture is what the link downloads; it is never shown as a page. */}
            {isPicture(file) ? <img src={hrefOf(file.id)} alt="" loading="lazy" className="max-h-40 max-w-60 rounded-sm object-contain" /> : null}
            <span className="flex items-center gap-1.5"><FileText aria-hidden className="size-3.5 text-fg-3" /><span className="max-w-60 truncate">{file.name}</span><span className="text-fg-3">{formatBytes(file.bytes)}</span><Download aria-hidden className="size-3.5 text-fg-3" /></span>
          </a>
        </li>
      ))}
    </ul>
  );
}

const roles = { agent: "public reply", requester: "requester", system: "portal" } as const;

function Message({ message, number, now, zone }: { message: TicketMessage; number: string; now: string; zone: string }) {
  const isNote = message.kind === "note";
  return (
    <li className={cn("grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3 px-4 py-3", isNote && "m-2 rounded-lg border border-dashed border-warn bg-warn-bg px-2 py-2", message.sendAt !== null && "opacity-80")}>
      <Avatar name={message.authorName} size="md" className="mt-0.5" />
      <div className="grid min-w-0 gap-2">
        <div className="flex flex-wrap items-baseline gap-x-2 text-sm">
          <span className="font-medium">{message.authorName}</span>
          <span className="text-xs text-fg-3">{isNote ? "internal note" : roles[message.authorKind]}{message.channel === "email" && !isNote ? ", by e-mail" : ""}</span>
          {isNote ? <Badge tone="warn">desk only</Badge> : null}
          <Timestamp iso={message.at} now={now} zone={zone} className="ml-auto text-xs text-fg-3" />
        </div>
        <Markdown className="text-sm leading-5">{message.body}</Markdown>
        <Files files={message.attachments} />
        {message.sendAt === null ? null : <HeldNotice number={number} message={message} />}
      </div>
    </li>
  );
}

export interface ThreadListProps {
  number: string;
  description: string;
  requester: string | null;
  openedAt: string;
  files: TicketMessage["attachments"];
  messages: readonly TicketMessage[];
  now: string;
  zone: string;
}

/** What was asked, and everything that was said since. */
export function ThreadList({ number, description, requester, openedAt, files, messages, now, zone }: ThreadListProps) {
  return (
    <ol aria-label="Conversation" className="divide-y divide-line">
      <li className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3 px-4 py-3">
        <Avatar name={requester} size="md" className="mt-0.5" />
        <div className="grid min-w-0 gap-2">
          <div className="flex flex-wrap items-baseline gap-x-2 text-sm"><span className="font-medium">{requester ?? "Requester unknown"}</span><span className="text-xs text-fg-3">opened</span><Timestamp iso={openedAt} now={now} zone={zone} className="ml-auto text-xs text-fg-3" /></div>
          {description === "" ? <p className="text-sm text-fg-3">No description.</p> : <Markdown className="text-sm leading-5">{description}</Markdown>}
          <Files files={files} />
        </div>
      </li>
      {messages.map((message) => <Message key={message.id} message={message} number={number} now={now} zone={zone} />)}
    </ol>
  );
}
