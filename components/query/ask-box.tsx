"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowUp } from "lucide-react";
import { useId, useMemo, useRef, useState, type FormEvent, type KeyboardEvent } from "react";
import { maxQuestionLength } from "#contract/query";
import { cn } from "@/lib/cn";
import { useTRPC } from "@/lib/trpc";
import { SuggestionList } from "./suggestion-list";
import { suggestWords, type WordSuggestion } from "./suggest-words";

export interface AskBoxProps {
  onAsk: (question: string) => void;
  placeholder: string;
  initial?: string;
  size?: "large" | "normal";
  /** Where the suggestions open. */
  side?: "top" | "bottom";
}

interface Typed {
  text: string;
  caret: number;
  /** Closed by Escape or a choice, until the next letter. */
  isClosed: boolean;
  active: number;
}

const nothing = (text: string): Typed => ({ text, caret: text.length, isClosed: true, active: -1 });

/** The names are read once, when the box is first used; typing asks the server nothing. */
function useSuggestions(typed: Typed, isUsed: boolean): WordSuggestion[] {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.query.vocabulary.queryOptions({}, { enabled: isUsed, staleTime: Infinity, retry: false }));
  return useMemo(() => (data === undefined || typed.isClosed ? [] : suggestWords(typed, data)), [data, typed]);
}

/** The question box: Enter asks, `/` anywhere on the page brings the focus here, arrows choose among suggested names. */
export function AskBox({ onAsk, placeholder, initial = "", size = "normal", side = "bottom" }: AskBoxProps) {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(() => nothing(initial));
  const [isUsed, setUsed] = useState(false);
  const suggestions = useSuggestions(typed, isUsed);
  const isOpen = suggestions.length > 0;
  const active = suggestions[typed.active];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const question = typed.text.trim();
    if (question === "") return;
    onAsk(question);
    setTyped(nothing(""));
  };
  const choose = ({ text, caret }: WordSuggestion): void => {
    setTyped({ text: text.slice(0, maxQuestionLength), caret, isClosed: true, active: -1 });
    requestAnimationFrame(() => input.current?.setSelectionRange(caret, caret));
  };
  const move = (step: number): void => setTyped({ ...typed, active: (typed.active + 1 + step + suggestions.length + 1) % (suggestions.length + 1) - 1 });
  const press = (event: KeyboardEvent): void => {
    if (!isOpen || event.nativeEvent.isComposing) return;
    const keys: Record<string, (() => void) | undefined> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Escape: () => setTyped({ ...typed, isClosed: true, active: -1 }),
      Enter: active && (() => choose(active)),
      Tab: active && (() => choose(active)),
    };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    <form role="search" onSubmit={submit} className={cn("relative flex items-center gap-2 rounded-lg border border-input bg-card pr-1.5 pl-4 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-ring", size === "large" ? "min-h-12 text-lg" : "min-h-11 text-base")}>
      <input
        ref={input}
        name="question"
        role="combobox"
        aria-label="Your question"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active === undefined ? undefined : `${listId}-${typed.active}`}
        data-slash-focus
        autoComplete="off"
        enterKeyHint="send"
        maxLength={maxQuestionLength}
        placeholder={placeholder}
        value={typed.text}
        onFocus={() => setUsed(true)}
        onBlur={() => setTyped((last) => ({ ...last, isClosed: true, active: -1 }))}
        onKeyDown={press}
        onChange={({ target }) => setTyped({ text: target.value, caret: target.selectionStart ?? target.value.length, isClosed: false, active: -1 })}
        className="min-w-0 flex-1 bg-transparent outline-none placeholder:text-fg-3"
      />
      <SuggestionList id={listId} suggestions={suggestions} active={typed.active} side={side} onChoose={choose} />
      <button type="submit" aria-label="Ask" disabled={typed.text.trim() === ""} className="grid size-8 shrink-0 place-items-center rounded-md bg-primary text-on-primary transition-colors hover:bg-primary-hover disabled:opacity-50 pointer-coarse:size-9">
        <ArrowUp aria-hidden className="size-4" />
      </button>
    </form>
  );
}
