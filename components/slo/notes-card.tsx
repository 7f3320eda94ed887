import type { SloBudget, SloDetail } from "#contract/slo";
import { EmptyState } from "@/components/kit/empty-state";
import { Timestamp } from "@/components/kit/timestamp";
import { letterNotes } from "@/components/slo/prepare-burn-down";
import { AddNote, RemoveNote } from "@/components/slo/note-sheet";
import { Card, CardHeader } from "@/components/ui/card";

export interface NotesCardProps {
  budget: Pick<SloBudget, "slug" | "annotations">;
  /** The window of the chart: notes inside it are lettered there. */
  period: SloDetail["period"];
  reader: { now: string; zone: string };
  canWrite: boolean;
}

/** What people wrote beside the burn-down, newest first. */
export function NotesCard({ budget: { slug, annotations }, period, reader, canWrite }: NotesCardProps) {
  const letters = new Map(letterNotes(annotations, period).map(({ id, letter }) => [id, letter]));
  return (
    <Card>
      <CardHeader title="Notes" detail="drawn on the burn-down" actions={canWrite ? <AddNote slug={slug} reader={reader} /> : null} />
      {annotations.length === 0 ? (
        <EmptyState kind="none" title="No notes yet">A note says what happened at an instant: a release, a move, a change of traffic.</EmptyState>
      ) : (
        <ul aria-label="Notes" className="divide-y divide-line text-sm">
          {annotations.map((note) => (
            <li key={note.id} className="flex items-start gap-2 py-2 pr-2 pl-4">
              <span className="w-5 shrink-0">{letters.has(note.id) ? <span className="inline-grid size-4.5 place-items-center rounded-full border border-fg-3 text-xs leading-none font-medium">{letters.get(note.id)}</span> : null}</span>
              <span className="min-w-0 flex-1 wrap-anywhere">
                {note.text}
                <span className="block text-xs text-fg-3"><Timestamp iso={note.at} now={reader.now} zone={reader.zone} show="full" />, {note.actorName}</span>
              </span>
              {canWrite ? <RemoveNote slug={slug} note={note} /> : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
