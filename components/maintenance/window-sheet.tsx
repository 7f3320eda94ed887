"use client";

import { skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { useWatch } from "react-hook-form";
import type { Preview } from "#contract/maintenance";
import { isKnownZone } from "#core/maintenance";
import { FormSheet } from "@/components/kit/form-sheet";
import { BetterSlots } from "@/components/maintenance/better-slots";
import { ConflictList, DependentsNote, ImpactFigures, OccurrenceList } from "@/components/maintenance/consequences";
import { Differences } from "@/components/maintenance/differences";
import { differencesOf, toDraft, toPatch, toPreview, toWindow, windowDraftSchema, type Difference, type WindowDraft } from "@/components/maintenance/window-draft";
import { LateNotice } from "@/components/maintenance/notices/late-notice";
import { WindowFields } from "@/components/maintenance/window-fields";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/format";
import { useTRPC } from "@/lib/trpc";

interface Reader {
  now: string;
  zone: string;
}

/** The value as it was when it last stood still. */
function useSettled<T>(value: T, waitMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), waitMs);
    return () => clearTimeout(timer);
  }, [value, waitMs]);
  return settled;
}

function approvers({ required, isEnough, eligible, couldBe }: Preview["policy"]): string {
  if (required === 0) return "";
  if (isEnough) return ` ${eligible.slice(0, 4).join(", ")} may approve.`;
  return couldBe.length === 0 ? " Nobody else may approve it." : ` Nobody else may approve it; ${couldBe.slice(0, 4).join(", ")} could, with the right to.`;
}

/** Who has to agree, and who hears of it. */
function WhoMatters({ preview: { policy, told } }: { preview: Preview }) {
  const isPublic = useWatch({ name: "isPublic" }) as boolean;
  const others = told.count - told.names.length;
  const readers = told.count === 0 ? "no subscriber" : `${formatCount(told.count, "subscriber")}: ${told.names.join(", ")}${others > 0 ? ` and ${others} more` : ""}`;
  return (
    <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-y-1.5 text-xs">
      <dt className="text-fg-3">Approval</dt><dd>{policy.reason}{approvers(policy)}</dd>
      <dt className="text-fg-3">Told of it</dt><dd className="wrap-anywhere">{readers}{isPublic ? "; the status page" : ""}</dd>
    </dl>
  );
}

/** What the plan would mean, checked while it is typed. */
function Consequences({ reader, number }: { reader: Reader; number: number | undefined }) {
  const trpc = useTRPC();
  const [isSearching, setSearching] = useState(false);
  const slots = useRef<HTMLElement>(null);
  const search = () => {
    flushSync(() => setSearching(true));
    slots.current?.focus();
  };
  const text = useSettled(JSON.stringify(toPreview(useWatch(), number === undefined)), 350);
  const draft = JSON.parse(text) as ReturnType<typeof toPreview>;
  const isReady = draft !== null && draft.services.length > 0;
  const preview = useQuery({ ...trpc.maintenance.preview.queryOptions(isReady ? { ...draft, number } : skipToken), placeholderData: (before) => before });
  const { data } = preview;
  if (!isReady) return <p className="text-sm text-fg-3">Choose services and a time: what it means shows here.</p>;
  if (preview.isError) return <p role="alert" className="text-sm text-crit-text">{preview.error.message}</p>;
  if (!data) return <p className="text-sm text-fg-3">Checking…</p>;
  return (
    <section aria-label="Consequences" aria-live="polite" className="grid gap-3 border-t border-line pt-4">
      <h3 className="flex items-baseline gap-2 text-sm font-semibold">Consequences <span className="text-xs font-normal text-fg-3">checked as you type</span></h3>
      <ImpactFigures impact={data.impact} />
      {data.faults.map(({ field, message }) => <p key={field} role="alert" className="text-sm text-crit-text">{field}: {message}</p>)}
      <ConflictList conflicts={data.conflicts} none="Nothing stands in its way." />
      <LateNotice draft={draft} number={number} />
      <DependentsNote impact={data.impact} isHarmless={draft.impact === "none"} />
      <WhoMatters preview={data} />
      <OccurrenceList occurrences={data.occurrences} zones={{ reader: reader.zone, service: draft.zone }} />
      {isSearching && isKnownZone(draft.zone) ? <BetterSlots ref={slots} preview={draft} reader={reader} number={number} /> : <Button size="sm" className="justify-self-start" onClick={search}>Find better slots</Button>}
    </section>
  );
}

export interface WindowSheetProps {
  trigger: ReactNode;
  services: readonly { slug: string; name: string }[];
  reader: Reader;
  defaults: WindowDraft;
  isOpenAtFirst?: boolean;
}

/** Plans new work, with its consequences under the fields. */
export function NewWindowSheet({ trigger, services, reader, defaults, isOpenAtFirst }: WindowSheetProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const create = useMutation(trpc.maintenance.create.mutationOptions());
  const submit = async (values: WindowDraft) => {
    const { number } = await create.mutateAsync(toWindow(values));
    router.push(`/maintenance/${number}`);
  };
  return (
    <FormSheet trigger={trigger} title="New window" description="It begins as a draft; a series is written ahead." schema={windowDraftSchema} defaults={defaults} submitLabel="Plan window" isOpenAtFirst={isOpenAtFirst} onSubmit={submit}>
      <WindowFields services={services} of="new" />
      <Consequences reader={reader} number={undefined} />
    </FormSheet>
  );
}

interface Edited {
  number: number;
  version: number;
  repeats: boolean;
}

const isConflict = (error: unknown): boolean => error instanceof TRPCClientError && (error.data as { code?: string } | null)?.code === "CONFLICT";

/**
 * Changes a window. Somebody else's change in between is neither written over nor lost: the form shows what they changed, keeps what was typed, and the next save
 * puts only one's own changes on top of theirs.
 */
export function EditWindowSheet({ trigger, services, reader, defaults, edited }: Omit<WindowSheetProps, "isOpenAtFirst"> & { edited: Edited }) {
  const router = useRouter();
  const trpc = useTRPC();
  const client = useQueryClient();
  const update = useMutation(trpc.maintenance.update.mutationOptions());
  // Their version, once somebody else turned out to have saved in between: the next save goes on top of it.
  const theirVersion = useRef<number | null>(null);
  const [differences, setDifferences] = useState<Difference[] | null>(null);
  const forget = () => {
    theirVersion.current = null;
    setDifferences(null);
  };
  const submit = async (values: WindowDraft) => {
    try {
      await update.mutateAsync({ ...toPatch(values, defaults), number: edited.number, version: theirVersion.current ?? edited.version });
    } catch (error) {
      if (!isConflict(error)) throw error;
      const theirs = await client.fetchQuery(trpc.maintenance.get.queryOptions({ number: edited.number }, { staleTime: 0 }));
      theirVersion.current = theirs.row.version;
      setDifferences(differencesOf({ defaults, theirs: toDraft(theirs), mine: values }));
      throw new Error("Somebody else has changed this window since you opened it. Nothing is lost: look at their changes above, then save again to put yours on top.", { cause: error });
    }
    router.refresh();
  };
  return (
    <FormSheet trigger={trigger} title={`Edit MW-${edited.number}`} description="Moving or widening approved work asks for approval again." schema={windowDraftSchema} defaults={defaults} submitLabel="Save" onOpen={forget} onSubmit={submit}>
      <WindowFields services={services} of={edited.repeats ? "series" : "window"} />
      <Consequences reader={reader} number={edited.number} />
      {differences === null ? null : <Differences differences={differences} />}
    </FormSheet>
  );
}
