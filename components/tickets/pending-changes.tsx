import { Check, X } from "lucide-react";
import { macroChanges } from "@/components/tickets/desk-words";
import type { ComposerState } from "@/components/tickets/use-composer";
import { Button } from "@/components/ui/button";
import type { DeskChoices } from "#contract/tickets";

/** What a message will change with it: seen before it is sent, and changed alone when there is nothing to say. */
export function PendingChanges({ composer, choices }: { composer: ComposerState; choices: DeskChoices }) {
  const words = macroChanges(composer.changes, choices);
  if (words.length === 0) return null;
  const isAlone = composer.text.trim() === "";
  return (
    <div role="group" aria-label="Changes with the message" className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 text-xs text-fg-2">
      <span>{isAlone ? "To be changed:" : "Changes with it:"} {words.join(", ")}</span>
      {isAlone ? <Button size="sm" disabled={composer.sending !== null || composer.isChanging} onClick={() => void composer.changeAlone()}><Check aria-hidden />Change without a message</Button> : null}
      <Button variant="ghost" size="sm" onClick={() => composer.setChanges({})}><X aria-hidden />Change nothing</Button>
    </div>
  );
}
