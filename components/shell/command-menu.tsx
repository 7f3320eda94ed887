"use client";

import { MessageSquareText } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { NavGroup } from "@/components/shell/nav";
import { NavIcon, type NavIconName } from "@/components/shell/nav-icon";
import { useShellStore } from "@/components/shell/shell-store";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { useHotkeys } from "@/hooks/use-hotkeys";

export interface CommandEntry {
  id: string;
  label: string;
  href: string;
  icon: NavIconName;
  /** Quiet words after the label: a number, a team. */
  detail?: string;
  keywords?: readonly string[];
  /** Keys shown at the right. */
  keys?: readonly string[];
}

export interface CommandGroupData {
  heading: string;
  items: readonly CommandEntry[];
}

export interface CommandMenuProps {
  groups: readonly NavGroup[];
  commands: readonly CommandGroupData[];
  onSearch?: (query: string, signal: AbortSignal) => Promise<readonly CommandEntry[]>;
  canAsk: boolean;
}

interface Found {
  items: readonly CommandEntry[];
  state: "idle" | "searching" | "failed";
}

const WAIT_MS = 150;
const NOTHING: Found = { items: [], state: "idle" };

/** Results for the text, 150 ms after the last key; an answer to an older text is dropped. */
function useFound(query: string, onSearch: CommandMenuProps["onSearch"]): Found {
  const [answer, setAnswer] = useState<{ query: string; items: readonly CommandEntry[]; hasFailed: boolean } | null>(null);
  const canSearch = onSearch !== undefined && query.length >= 2;
  useEffect(() => {
    if (!canSearch || onSearch === undefined) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      onSearch(query, abort.signal).then(
        (items) => (abort.signal.aborted ? undefined : setAnswer({ query, items, hasFailed: false })),
        () => (abort.signal.aborted ? undefined : setAnswer({ query, items: [], hasFailed: true })),
      );
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query, canSearch, onSearch]);
  if (!canSearch) return NOTHING;
  if (answer?.query !== query) return { items: answer?.items ?? [], state: "searching" };
  return { items: answer.items, state: answer.hasFailed ? "failed" : "idle" };
}

function goToGroup(groups: readonly NavGroup[]): CommandGroupData {
  const items = groups.flatMap((group) =>
    group.items.map((item): CommandEntry => ({ id: item.href, label: item.label, href: item.href, icon: item.icon, keywords: group.label === undefined ? [] : [group.label], keys: item.key === undefined ? undefined : ["G", item.key.toUpperCase()] })),
  );
  return { heading: "Go to", items };
}

const askValue = (query: string): string => `ask ${query}`;
const entryValue = ({ label, id }: CommandEntry): string => `${label} ${id}`;

interface EntryProps {
  entry: CommandEntry;
  onChoose: (href: string) => void;
  /** Found by the server: the text need not occur in the label. */
  isForced?: boolean;
  query: string;
}

function Entry({ entry, onChoose, isForced = false, query }: EntryProps) {
  return (
    <CommandItem value={entryValue(entry)} keywords={[...(entry.keywords ?? []), ...(isForced ? [query] : [])]} forceMount={isForced} onSelect={() => onChoose(entry.href)}>
      <NavIcon name={entry.icon} />
      <span className="truncate">{entry.label}</span>
      {entry.detail === undefined ? null : <span className="truncate text-xs text-fg-3">{entry.detail}</span>}
      <span className="ml-auto flex gap-1">
        {entry.keys?.map((key) => <Kbd key={key}>{key}</Kbd>)}
      </span>
    </CommandItem>
  );
}

interface AskGroupProps {
  query: string;
  value: string;
  onChoose: (href: string) => void;
}

function AskGroup({ query, value, onChoose }: AskGroupProps) {
  return (
    <CommandGroup forceMount>
      <CommandItem forceMount value={value} onSelect={() => onChoose(`/ask?q=${encodeURIComponent(query)}`)}>
        <MessageSquareText aria-hidden />
        <span className="truncate">
          Ask <span className="font-medium">“{query}”</span>
        </span>
      </CommandItem>
    </CommandGroup>
  );
}

/** A record whose number was typed whole: it comes first, and Enter opens it. */
const numbered = (query: string, items: Found["items"]): CommandEntry | undefined => items.find(({ detail }) => query !== "" && detail?.toLowerCase() === query.toLowerCase());

/** Ctrl or Cmd K: go anywhere, find a record, or ask. */
export function CommandMenu({ groups, commands, onSearch, canAsk }: CommandMenuProps) {
  const router = useRouter();
  const { panel, open, close } = useShellStore();
  const [text, setText] = useState("");
  const query = text.trim();
  const found = useFound(query, onSearch);
  const mayAsk = query !== "" && canAsk;
  const record = numbered(query, found.items);
  const isNumber = record !== undefined;
  const items = record ? [record, ...found.items.filter(({ id }) => id !== record.id)] : found.items;
  const [marked, setMarked] = useState("");
  // It opens by a key from anywhere, so there is no button to which the focus would return by itself.
  const before = useRef<Element | null>(null);
  // What was marked while the search ran gives way to the record itself.
  const value = record && marked === askValue(query) ? entryValue(record) : marked;
  const toggle = (isOpen: boolean) => {
    setText("");
    if (isOpen) open("commands");
    else close();
  };
  useHotkeys({ "mod+k": () => toggle(panel !== "commands") });
  const choose = (href: string) => {
    toggle(false);
    router.push(href);
  };
  return (
    <Dialog open={panel === "commands"} onOpenChange={toggle}>
      <DialogContent
        hasClose={false}
        onOpenAutoFocus={() => void (before.current = document.activeElement)}
        onCloseAutoFocus={() => {
          if (before.current instanceof HTMLElement) before.current.focus();
        }}
        className="top-[12dvh] max-w-xl translate-y-0 gap-0 overflow-hidden p-0"
      >
        <DialogTitle className="sr-only">Search or ask</DialogTitle>
        <DialogDescription className="sr-only">Type to find a page or a record, or to ask a question.</DialogDescription>
        <Command label="Search or ask" value={value} onValueChange={setMarked}>
          <CommandInput value={text} onValueChange={setText} placeholder={canAsk ? "Search, or ask a question" : "Search"} />
          <CommandList>
            {query === "" || canAsk ? null : <CommandEmpty>{found.state === "searching" ? "Searching" : "Nothing found."}</CommandEmpty>}
            {mayAsk && !isNumber ? <AskGroup query={query} value={askValue(query)} onChoose={choose} /> : null}
            {items.length === 0 ? null : (
              <CommandGroup heading="Found" forceMount>
                {items.map((entry) => <Entry key={entry.id} entry={entry} onChoose={choose} isForced query={query} />)}
              </CommandGroup>
            )}
            {mayAsk && isNumber ? <AskGroup query={query} value={`or ${askValue(query)}`} onChoose={choose} /> : null}
            {[goToGroup(groups), ...commands].map((group) => (
              <CommandGroup key={group.heading} heading={group.heading}>
                {group.items.map((entry) => <Entry key={entry.id} entry={entry} onChoose={choose} query={query} />)}
              </CommandGroup>
            ))}
          </CommandList>
          <p role="status" className="px-4 pb-2 text-xs text-fg-3 empty:hidden">
            {found.state === "failed" ? "The search did not answer. Pages and questions still work." : found.state === "searching" ? "Searching" : ""}
          </p>
        </Command>
      </DialogContent>
    </Dialog>
  );
}
