"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { BellOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useWatch } from "react-hook-form";
import { z } from "zod";
import type { SilenceRow } from "#contract/alerts";
import { FormSheet } from "@/components/kit/form-sheet";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { parseMatchers } from "@/components/alerts/parse-matchers";
import { useAct } from "@/hooks/use-act";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { Field } from "@/components/kit/form";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { formatCount } from "@/lib/format";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({
  matchers: z.string().refine((text) => (parseMatchers(text)?.length ?? 0) > 0, 'needs lines like service="payments-api"'),
  comment: z.string().trim().min(1, "Say why."),
  hours: z.string(),
});

type Values = z.output<typeof schema>;

const hours = [["1", "1 hour"], ["2", "2 hours"], ["4", "4 hours"], ["8", "8 hours"], ["24", "1 day"], ["72", "3 days"], ["168", "1 week"]].map(([value = "", label = ""]) => ({ value, label }));

export interface SilenceFormProps {
  /** Conditions to start from, one in each line. */
  matchers: string;
  isOpenAtFirst: boolean;
}

const waitMs = 300;

function useDebounced(text: string, afterMs: number): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), afterMs);
    return () => clearTimeout(timer);
  }, [text, afterMs]);
  return settled;
}

/** How much a silence would keep quiet at this moment, while its conditions are being written. */
function Preview() {
  const text = useDebounced(useWatch<Values, "matchers">({ name: "matchers" }), waitMs);
  const trpc = useTRPC();
  const matchers = parseMatchers(text) ?? [];
  const { data, error } = useQuery(trpc.alerts.previewSilence.queryOptions({ matchers }, { enabled: matchers.length > 0, retry: false }));
  if (matchers.length === 0) return null;
  return (
    <div role="status" className="grid min-h-10 gap-1 rounded-md border border-line bg-muted p-3 text-sm">
      {error ? error.message : data === undefined ? "Looking at what fires" : data.silences === 0 ? `None of the ${formatCount(data.firing, "alert")} that fire now would be silent.` : <span className="font-medium">{data.silences} of {formatCount(data.firing, "alert")} that fire now would be silent:</span>}
      {data && data.items.length > 0 ? <ul className="grid gap-0.5 text-fg-2">{data.items.map(({ number, title }) => <li key={number} className="truncate">{title}</li>)}{data.silences > data.items.length ? <li>and {data.silences - data.items.length} more</li> : null}</ul> : null}
    </div>
  );
}

/** Silences alerts by their labels from now on. */
export function SilenceForm({ matchers, isOpenAtFirst }: SilenceFormProps) {
  const trpc = useTRPC();
  const act = useAct();
  const create = useMutation(trpc.alerts.createSilence.mutationOptions());
  const submit = (values: Values) => {
    const endsAt = new Date(Date.now() + Number(values.hours) * 3_600_000).toISOString();
    return act(() => create.mutateAsync({ matchers: parseMatchers(values.matchers) ?? [], comment: values.comment, endsAt }), "The silence has begun.");
  };
  return (
    <FormSheet trigger={<Button variant="primary"><BellOff aria-hidden />New silence</Button>} title="New silence" description="Alerts whose labels meet all conditions are seen, but nobody is told." schema={schema} defaults={{ matchers, comment: "", hours: "2" }} submitLabel="Silence" isOpenAtFirst={isOpenAtFirst} onSubmit={submit}>
      <Field name="matchers" label="Conditions" hint='One in each line: name="value"; also != (is not), =~ (fits a pattern) and !~ (does not).'>{(control) => <Textarea rows={5} className="font-mono" {...control} />}</Field>
      <Preview />
      <ChoiceField name="hours" label="For" options={hours} />
      <TextField name="comment" label="Why" placeholder="Planned work on the database" />
    </FormSheet>
  );
}

const changeSchema = z.object({ hours: z.string(), comment: z.string().trim().min(1, "Say why.") });

/** Counts from now: whoever presses at night does not want to reckon. */
export function ChangeSilence({ silence }: { silence: Pick<SilenceRow, "id" | "comment"> }) {
  const trpc = useTRPC();
  const act = useAct();
  const update = useMutation(trpc.alerts.updateSilence.mutationOptions());
  const submit = (values: z.output<typeof changeSchema>) => act(() => update.mutateAsync({ id: silence.id, comment: values.comment, endsAt: new Date(Date.now() + Number(values.hours) * 3_600_000).toISOString() }), "The silence is changed.");
  return (
    <FormSheet trigger={<Button size="sm">Change</Button>} title="Change the silence" description="It lasts from now on as long as you choose, longer or less long than before." schema={changeSchema} defaults={{ hours: "2", comment: silence.comment }} submitLabel="Save" onSubmit={submit}>
      <ChoiceField name="hours" label="Lasts from now" options={hours} />
      <TextField name="comment" label="Why" />
    </FormSheet>
  );
}

export function EndSilenceButton({ id }: { id: string }) {
  const trpc = useTRPC();
  const act = useAct();
  const end = useMutation(trpc.alerts.endSilence.mutationOptions());
  return (
    <ConfirmDialog trigger={<Button variant="ghost" size="sm">End</Button>} title="End this silence now?" confirmLabel="End silence" onConfirm={() => act(() => end.mutateAsync({ id }), "The silence has ended.")}>
      What it keeps silent and still fires is told again.
    </ConfirmDialog>
  );
}
