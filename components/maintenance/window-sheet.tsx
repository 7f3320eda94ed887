"use client";

import { skipToken, useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState, type ReactNode } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { FormSheet } from "@/components/kit/form-sheet";
import { ConflictList, ImpactFigures, OccurrenceList, SlotList } from "@/components/maintenance/consequences";
import { toPreview, toWindow, windowDraftSchema, type WindowDraft } from "@/components/maintenance/window-draft";
import { WindowFields } from "@/components/maintenance/window-fields";
import { ChoiceField } from "@/components/kit/fields";
import { Button } from "@/components/ui/button";
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

const searchDays = 60;

function BetterSlots({ preview, reader, number }: { preview: NonNullable<ReturnType<typeof toPreview>>; reader: Reader; number: number | undefined }) {
  const trpc = useTRPC();
  const form = useFormContext();
  const { services, kind, risk, impact, noticeMs, zone, durationMs } = preview;
  const input = { services, kind, risk, impact, noticeMs, zone, durationMs, earliest: reader.now, latest: new Date(Date.parse(reader.now) + searchDays * 86_400_000).toISOString(), number };
  const slots = useQuery(trpc.maintenance.slots.queryOptions(input));
  if (slots.isError) return <p role="alert" className="text-sm text-crit-text">{slots.error.message}</p>;
  return slots.data ? <SlotList found={slots.data} zone={zone} onChoose={(startsLocal) => form.setValue("startsLocal", startsLocal, { shouldDirty: true, shouldValidate: true })} /> : <p className="text-sm text-fg-3">Searching {searchDays} days…</p>;
}

/** What the plan would mean, checked while it is typed. */
function Consequences({ reader, number }: { reader: Reader; number: number | undefined }) {
  const trpc = useTRPC();
  const [isSearching, setSearching] = useState(false);
  const text = useSettled(JSON.stringify(toPreview(useWatch())), 350);
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
      <p className="text-xs text-fg-3">{data.policy.reason}{data.policy.required === 0 ? "" : data.policy.isEnough ? ` ${data.policy.eligible.slice(0, 4).join(", ")} may approve.` : ` Nobody else may approve it${data.policy.couldBe.length === 0 ? "" : `; ${data.policy.couldBe.slice(0, 4).join(", ")} could, with the right to`}.`}</p>
      <OccurrenceList occurrences={data.occurrences} zones={{ reader: reader.zone, service: draft.zone }} />
      {isSearching ? <BetterSlots preview={draft} reader={reader} number={number} /> : <Button size="sm" className="justify-self-start" onClick={() => setSearching(true)}>Find better slots</Button>}
    </section>
  );
}

export interface WindowSheetProps {
  trigger: ReactNode;
  services: readonly { slug: string; name: string }[];
  reader: Reader;
  defaults: WindowDraft;
  /** The window that is edited; left out = a new one. */
  edited?: { number: number; version: number; repeats: boolean };
  isOpenAtFirst?: boolean;
}

const scopes = [{ value: "this", label: "this one" }, { value: "following", label: "this and those that follow" }, { value: "all", label: "all of the series" }];
const editSchema = windowDraftSchema.extend({ scope: windowDraftSchema.shape.zone });

/** Plans a window or changes one, with its consequences under the fields. Somebody else's change in between is not overwritten: the form says so and keeps what was typed. */
export function WindowSheet({ trigger, services, reader, defaults, edited, isOpenAtFirst }: WindowSheetProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const create = useMutation(trpc.maintenance.create.mutationOptions());
  const update = useMutation(trpc.maintenance.update.mutationOptions());
  const submit = async ({ scope, ...values }: WindowDraft & { scope: string }) => {
    const { repeats, ...plan } = toWindow(values);
    if (edited === undefined) {
      const { number } = await create.mutateAsync({ ...plan, repeats });
      router.push(`/maintenance/${number}`);
      return;
    }
    const isMoved = plan.startsLocal !== defaults.startsLocal || plan.zone !== defaults.zone;
    const { startsLocal, zone, ...rest } = plan;
    await update.mutateAsync({ ...rest, ...(isMoved ? { startsLocal, zone } : {}), team: undefined, number: edited.number, version: edited.version, scope: scope as "this" });
    router.refresh();
  };
  return (
    <FormSheet trigger={trigger} title={edited ? `Edit MW-${edited.number}` : "New window"} description={edited ? "Moving or widening approved work asks for approval again." : "It begins as a draft; a series is written ahead."} schema={editSchema} defaults={{ ...defaults, scope: "this" }} submitLabel={edited ? "Save" : "Plan window"} isOpenAtFirst={isOpenAtFirst} onSubmit={submit}>
      <WindowFields services={services} isNew={edited === undefined} />
      {edited?.repeats ? <ChoiceField name="scope" label="Change" options={scopes} /> : null}
      <Consequences reader={reader} number={edited?.number} />
    </FormSheet>
  );
}
