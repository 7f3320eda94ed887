"use client";

import { useMutation } from "@tanstack/react-query";
import { StickyNote, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { annotateInput, type SloBudget } from "#contract/slo";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { noteDraftSchema } from "@/components/slo/note-draft";
import { isoToLocal } from "@/components/slo/zoned-time";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

export function AddNote({ slug, reader }: { slug: string; reader: { now: string; zone: string } }) {
  const router = useRouter();
  const trpc = useTRPC();
  const annotate = useMutation(trpc.slo.annotate.mutationOptions());
  return (
    <FormSheet
      trigger={<Button size="sm"><StickyNote aria-hidden />Add note</Button>}
      title="Add a note"
      description="It stands on the burn-down at its instant."
      schema={noteDraftSchema({ slug, zone: reader.zone }, annotateInput)}
      defaults={{ at: isoToLocal(reader.now, reader.zone), text: "" }}
      submitLabel="Add note"
      onSubmit={async (values) => {
        await annotate.mutateAsync(values);
        toast.success("The note was added.");
        router.refresh();
      }}
    >
      <TextField name="at" label={`At (${reader.zone})`} type="datetime-local" />
      <Field name="text" label="Note">{(control) => <Textarea rows={3} placeholder="New load balancer" {...control} />}</Field>
    </FormSheet>
  );
}

export function RemoveNote({ slug, note: { id, text } }: { slug: string; note: SloBudget["annotations"][number] }) {
  const router = useRouter();
  const trpc = useTRPC();
  const remove = useMutation(trpc.slo.removeAnnotation.mutationOptions());
  return (
    <ConfirmDialog
      trigger={<Button variant="ghost" size="sm" icon aria-label={`Remove note: ${text}`}><Trash2 aria-hidden /></Button>}
      title="Remove this note?"
      confirmLabel="Remove note"
      isDestructive
      onConfirm={async () => {
        await remove.mutateAsync({ slug, id });
        toast.success("The note was removed.");
        router.refresh();
      }}
    >
      “{text}” leaves the burn-down. The audit keeps that it was there.
    </ConfirmDialog>
  );
}
