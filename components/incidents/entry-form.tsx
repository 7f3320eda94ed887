"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId } from "react";
import { Controller } from "react-hook-form";
import { z } from "zod";
import { Field, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { Checkbox } from "@/components/ui/checkbox";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({ text: z.string().trim().min(1, "Write something.").max(4_000), isUpdate: z.boolean() });

interface EntryFormProps {
  number: number;
  isPublic: boolean;
  /** False where updates have a place of their own. */
  hasUpdates: boolean;
}

/** A note for those at work, or an update for everybody who waits. */
export function EntryForm({ number, isPublic, hasUpdates }: EntryFormProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const add = useMutation(trpc.incidents.addEntry.mutationOptions());
  const id = useId();
  const form = useZodForm(schema, { text: "", isUpdate: false });
  const submit = async ({ text, isUpdate }: z.output<typeof schema>) => {
    await add.mutateAsync({ number, text, kind: isUpdate ? "update" : "note", isPublic: isUpdate && isPublic });
    form.reset({ text: "", isUpdate: false });
    router.refresh();
  };
  return (
    <Form form={form} onSubmit={submit} className="gap-2">
      <Field name="text" label="Add to the timeline">{(control) => <Textarea rows={2} {...control} />}</Field>
      <FormError />
      <div className="flex items-start justify-between gap-4">
        {hasUpdates ? (
          <div className="flex items-start gap-2">
            <Controller name="isUpdate" control={form.control} render={({ field: { value, onChange, onBlur } }) => <Checkbox id={id} checked={value} onBlur={onBlur} onCheckedChange={(isOn) => onChange(isOn === true)} />} />
            <Label htmlFor={id} className="grid gap-0.5 leading-4">
              An update for stakeholders
              <span className="text-xs font-normal text-fg-3">{isPublic ? "It may be shown on the status page." : "The incident is not public: the update stays in the portal."}</span>
            </Label>
          </div>
        ) : null}
        <SubmitButton variant="outline" size="md" className="ml-auto">Add entry</SubmitButton>
      </div>
    </Form>
  );
}
