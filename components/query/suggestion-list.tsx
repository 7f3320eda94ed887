import { floatingClass } from "@/components/ui/floating";
import { cn } from "@/lib/cn";
import type { WordSuggestion } from "./suggest-words";

export interface SuggestionListProps {
  id: string;
  suggestions: readonly WordSuggestion[];
  active: number;
  side: "top" | "bottom";
  onChoose: (suggestion: WordSuggestion) => void;
}

/** Names that fit what is typed, floating over the page so that nothing moves. The focus stays in the box. */
export function SuggestionList({ id, suggestions, active, side, onChoose }: SuggestionListProps) {
  return (
    <ul id={id} role="listbox" aria-label="Names that fit" className={cn(floatingClass, "absolute inset-x-0 z-40 max-h-72 overflow-y-auto rounded-lg p-1", side === "top" ? "bottom-full mb-2" : "top-full mt-2", suggestions.length === 0 && "hidden")}>
      {suggestions.map((suggestion, index) => (
        <li
          key={suggestion.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          data-slot="option"
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(suggestion);
          }}
          className="flex min-h-8 cursor-default items-center justify-between gap-3 rounded-sm px-3 text-sm select-none hover:bg-hover aria-selected:bg-hover dark:hover:bg-select dark:aria-selected:bg-select"
        >
          <span className="truncate">{suggestion.label}</span>
          <span className="text-xs text-fg-3">{suggestion.kind}</span>
        </li>
      ))}
    </ul>
  );
}
