"use client";

import { useQuery } from "@tanstack/react-query";
import { useState, type Ref } from "react";
import { useFormContext } from "react-hook-form";
import { maintenanceLimits } from "#contract/maintenance";
import { instantOf, isLocalTime, localOf } from "#core/maintenance";
import { FieldShell } from "@/components/kit/form";
import { SlotList } from "@/components/maintenance/consequences";
import type { toPreview } from "@/components/maintenance/window-draft";
import { Input } from "@/components/ui/input";
import { useTRPC } from "@/lib/trpc";

const dayMs = 86_400_000;
const searchDays = 90;

export interface BetterSlotsProps {
  preview: NonNullable<ReturnType<typeof toPreview>>;
  reader: { now: string; zone: string };
  number: number | undefined;
  /** The section, which takes the focus from the button that it replaces. */
  ref?: Ref<HTMLElement>;
}

interface Bounds {
  earliest: string;
  latest: string;
}

/** What is wrong with the time to search; null = nothing. */
function faultOf({ earliest, latest }: Bounds, zone: string): string | null {
  if (!isLocalTime(earliest) || !isLocalTime(latest)) return "Choose a day and a time for both.";
  const lengthMs = instantOf(latest, zone) - instantOf(earliest, zone);
  if (lengthMs <= 0) return "The latest end comes after the earliest start.";
  return lengthMs > maintenanceLimits.slotDays * dayMs ? `At most ${maintenanceLimits.slotDays} days are searched.` : null;
}

function Found({ preview, bounds, number }: { preview: BetterSlotsProps["preview"]; bounds: Bounds; number: number | undefined }) {
  const trpc = useTRPC();
  const form = useFormContext();
  const { services, kind, risk, impact, noticeMs, zone, durationMs } = preview;
  const instant = (local: string): string => new Date(instantOf(local, zone)).toISOString();
  const slots = useQuery({ ...trpc.maintenance.slots.queryOptions({ services, kind, risk, impact, noticeMs, zone, durationMs, earliest: instant(bounds.earliest), latest: instant(bounds.latest), number }), placeholderData: (before) => before });
  if (slots.isError) return <p role="alert" className="text-sm text-crit-text">{slots.error.message}</p>;
  if (!slots.data) return <p className="text-sm text-fg-3">Searching…</p>;
  return <SlotList found={slots.data} zone={zone} chosen={form.getValues("startsLocal") as string} onChoose={(startsLocal) => form.setValue("startsLocal", startsLocal, { shouldDirty: true, shouldValidate: true })} />;
}

/** Better times for the plan at hand, between two times that the reader may narrow. */
export function BetterSlots({ preview, reader, number, ref }: BetterSlotsProps) {
  const { zone } = preview;
  const [bounds, setBounds] = useState<Bounds>(() => ({ earliest: localOf(Date.parse(reader.now), zone), latest: localOf(Date.parse(reader.now) + searchDays * dayMs, zone) }));
  const fault = faultOf(bounds, zone);
  const field = (name: keyof Bounds, label: string) => (
    <FieldShell label={label}>{(control) => <Input type="datetime-local" value={bounds[name]} onChange={({ target }) => setBounds((before) => ({ ...before, [name]: target.value }))} {...control} />}</FieldShell>
  );
  return (
    <section ref={ref} tabIndex={-1} aria-label="Better slots" className="grid gap-3 rounded-md focus-visible:outline-2 focus-visible:outline-offset-4 focus-visible:outline-ring">
      <div className="grid grid-cols-2 gap-3 max-[26rem]:grid-cols-1">{field("earliest", "Not before")}{field("latest", "Over by")}</div>
      {fault === null ? <Found preview={preview} bounds={bounds} number={number} /> : <p role="alert" className="text-sm text-crit-text">{fault}</p>}
    </section>
  );
}
