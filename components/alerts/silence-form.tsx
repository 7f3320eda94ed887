"use client";

import { useMutation } from "@tanstack/react-query";
import { BellOff } from "lucide-react";
import { z } from "zod";
import { FormSheet } from "@/components/kit/form-sheet";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { parseMatchers } from "@/components/alerts/parse-matchers";
import { useAct } from "@/components/alerts/use-act";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { Field } from "@/components/kit/form";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({
  matchers: z.string().refine((text) => (parseMatchers(text)?.length ?? 0) > 0, 'needs lines like service="payments-api"'),
  comment: z.string().trim().min(1, "Say why."),
  hours: z.string(),
});

const hours = [["1", "1 hour"], ["2", "2 hours"], ["4", "4 hours"], ["8", "8 hours"], ["24", "1 day"], ["72", "3 days"], ["168", "1 week"]].map(([value = "", label = ""]) => ({ value, label }));

export interface SilenceFormProps {
  /** Conditions to start from, one in each line. */
  matchers: string;
  isOpenAtFirst: boolean;
}

/** Silences alerts by their labels from now on. */
export function SilenceForm({ matchers, isOpenAtFirst }: SilenceFormProps) {
  const trpc = useTRPC();
  const act = useAct();
  const create = useMutation(trpc.alerts.createSilence.mutationOptions());
  const submit = (values: z.output<typeof schema>) => {
    const endsAt = new Date(Date.now() + Number(values.hours) * 3_600_000).toISOString();
    return act(() => create.mutateAsync({ matchers: parseMatchers(values.matchers) ?? [], comment: values.comment, endsAt }), "The silence has begun.");
  };
  return (
    <FormSheet trigger={<Button variant="primary"><BellOff aria-hidden />New silence</Button>} title="New silence" description="Alerts whose labels meet all conditions are seen, but nobody is told." schema={schema} defaults={{ matchers, comment: "", hours: "2" }} submitLabel="Silence" isOpenAtFirst={isOpenAtFirst} onSubmit={submit}>
      <Field name="matchers" label="Conditions" hint='One in each line: name="value"; also != (is not), =~ (fits a pattern) and !~ (does not).'>{(control) => <Textarea rows={5} className="font-mono" {...control} />}</Field>
      <ChoiceField name="hours" label="For" options={hours} />
      <TextField name="comment" label="Why" placeholder="Planned work on the database" />
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
