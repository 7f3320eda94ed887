"use client";

import { ArrowUp } from "lucide-react";
import { useState, type FormEvent } from "react";
import { maxQuestionLength } from "#contract/query";
import { cn } from "@/lib/cn";

export interface AskBoxProps {
  onAsk: (question: string) => void;
  placeholder: string;
  initial?: string;
  size?: "large" | "normal";
  /** Where the suggestions open. */
  side?: "top" | "bottom";
}

/** The question box: Enter asks, `/` anywhere on the page brings the focus here. */
export function AskBox({ onAsk, placeholder, initial = "", size = "normal" }: AskBoxProps) {
  const [question, setQuestion] = useState(initial);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (question.trim() === "") return;
    onAsk(question.trim());
    setQuestion("");
  };
  return (
    <form role="search" onSubmit={submit} className={cn("flex items-center gap-2 rounded-lg border border-input bg-card pr-1.5 pl-4 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-ring", size === "large" ? "min-h-12 text-lg" : "min-h-11 text-base")}>
      <input
        name="question"
        data-slash-focus
        aria-label="Your question"
        autoComplete="off"
        enterKeyHint="send"
        maxLength={maxQuestionLength}
        placeholder={placeholder}
        value={question}
        onChange={(event) => setQuestion(event.target.value)}
        className="min-w-0 flex-1 bg-transparent outline-none placeholder:text-fg-3"
      />
      <button type="submit" aria-label="Ask" disabled={question.trim() === ""} className="grid size-8 shrink-0 place-items-center rounded-md bg-primary text-on-primary transition-colors hover:bg-primary-hover disabled:opacity-50 pointer-coarse:size-9">
        <ArrowUp aria-hidden className="size-4" />
      </button>
    </form>
  );
}
