"use client";

import { useMutation } from "@tanstack/react-query";
import { LockOpen } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { overrideFreezeInput, type BudgetFreeze } from "#contract/slo";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { overrideDraftSchema } from "@/components/slo/override-draft";
import { isoToLocal } from "@/components/slo/zoned-time";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const fourHoursMs = 14_400_000;

export interface OverrideSheetProps {
  slug: string;
  freeze: BudgetFreeze;
  reader: { now: string; zone: string };
}

/** Allows change in spite of a freeze, by name, with a reason and an end. */
export function OverrideSheet({ slug, freeze: { id, kind }, reader }: OverrideSheetProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const override = useMutation(trpc.slo.overrideFreeze.mutationOptions());
  return (
    <FormSheet
      trigger={<Button size="sm"><LockOpen aria-hidden />Override</Button>}
      title={`Override the ${kind} freeze`}
      description="Your name, the reason and the end stay on record. The freeze holds again afterwards if the budget is still short."
      schema={overrideDraftSchema({ slug, id, zone: reader.zone }, overrideFreezeInput)}
      defaults={{ reason: "", until: isoToLocal(new Date(Date.parse(reader.now) + fourHoursMs).toISOString(), reader.zone) }}
      submitLabel="Override freeze"
      onSubmit={async (values) => {
        await override.mutateAsync(values);
        toast.success("Change is allowed until the override ends.");
        router.refresh();
      }}
    >
      <Field name="reason" label="Reason">{(control) => <Textarea rows={3} placeholder="The fix of the leak has to go out" {...control} />}</Field>
      <TextField name="until" label={`Until (${reader.zone})`} type="datetime-local" />
    </FormSheet>
  );
}

export function EndOverride({ slug, freeze: { id, kind } }: Pick<OverrideSheetProps, "slug" | "freeze">) {
  const router = useRouter();
  const trpc = useTRPC();
  const end = useMutation(trpc.slo.endOverride.mutationOptions());
  return (
    <ConfirmDialog
      trigger={<Button size="sm">End override</Button>}
      title={`Let the ${kind} freeze hold again?`}
      confirmLabel="End override"
      onConfirm={async () => {
        await end.mutateAsync({ slug, id });
        toast.success("The override has ended.");
        router.refresh();
      }}
    >
      Change waits from now on. That there was an override stays on record.
    </ConfirmDialog>
  );
}
