"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { Field } from "@/components/kit/form";
import { StatusMark } from "@/components/kit/status-mark";
import { Textarea } from "@/components/ui/textarea";
import { formatCount, formatDuration } from "@/lib/format";
import { useTRPC } from "@/lib/trpc";

export interface LateNoticeProps {
  /** The plan as far as it can be read; null = not yet. */
  draft: { services: string[]; startsLocal: string; zone: string; noticeMs: number; impact: "none" | "degraded" | "outage" } | null;
  number?: number | undefined;
}

const shown = 8;

/** Exactly who would know later than promised, and the field in which to say why that is acceptable. Nothing while everybody has time. */
export function LateNotice({ draft, number }: LateNoticeProps) {
  const trpc = useTRPC();
  const isReady = draft !== null && draft.services.length > 0;
  const { services, startsLocal, zone, noticeMs, impact } = draft ?? { services: [], startsLocal: "", zone: "", noticeMs: 0, impact: "none" as const };
  const { data } = useQuery({ ...trpc.maintenance.lateNotice.queryOptions(isReady ? { services, startsLocal, zone, noticeMs, impact, number } : skipToken), placeholderData: (before) => before });
  if (!isReady || !data || data.givenMs === null || !data.isUnmet) return null;
  return (
    <section aria-label="Less notice than promised" className="grid gap-2 rounded-lg border border-warn-line p-3 text-sm">
      <p className="flex gap-2"><StatusMark tone="warn" className="mt-0.5 shrink-0" /><span>{data.total === 0 ? "Less notice than promised" : `${data.total} of ${formatCount(data.affected, "reader")} would get less notice than promised`}: {data.givenMs === 0 ? "none" : formatDuration(data.givenMs)} before it begins.</span></p>
      {data.total === 0 ? null : <ul className="grid max-h-44 gap-1 overflow-y-auto text-xs">
        {data.late.slice(0, shown).map(({ name, promisedMs, because }) => <li key={`${name}${because}`} className="flex flex-wrap justify-between gap-x-3"><span className="font-medium wrap-anywhere">{name}</span><span className="text-fg-3">promised {formatDuration(promisedMs)} ({because})</span></li>)}
        {data.total > shown ? <li className="text-fg-3">and {data.total - shown} more</li> : null}
      </ul>}
      <Field name="lateNotice" label="Why less notice is acceptable" hint="Kept on record. Without it, choose a later time.">{(control) => <Textarea rows={2} {...control} />}</Field>
    </section>
  );
}
