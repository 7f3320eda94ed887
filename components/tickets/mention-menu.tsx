import { openMention, withMention } from "@/components/tickets/desk-words";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import type { DeskChoices } from "#contract/tickets";

const most = 5;

/** People that the `@` being written may mean, next in the tab order. */
export function MentionMenu({ text, agents, onWrite }: { text: string; agents: DeskChoices["agents"]; onWrite: (text: string) => void }) {
  const begun = openMention(text)?.toLowerCase() ?? null;
  if (begun === null) return null;
  const found = agents.filter(({ name }) => name.toLowerCase().split(" ").some((word) => word.startsWith(begun)) || name.toLowerCase().startsWith(begun)).slice(0, most);
  return (
    <ul aria-label="Mention" className="flex flex-wrap gap-1 px-3 empty:hidden">
      {found.map(({ id, name }) => <li key={id}><Button size="sm" onClick={() => onWrite(withMention(text, name))}><Avatar name={name} />{name}</Button></li>)}
    </ul>
  );
}
