"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { audienceRoles, type DocDetail } from "#contract/knowledge";
import { ChecklistField } from "@/components/kit/checklist-field";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { TextField } from "@/components/kit/fields";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

const emptyIsNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());
const schema = z.object({
  ownerName: z.string().max(120).transform(emptyIsNull), section: z.string().max(100), reviewBy: z.string().transform(emptyIsNull).pipe(z.iso.date("A date such as 2027-01-31.").nullable()),
  reviewEveryDays: z.string().transform((text) => (text.trim() === "" ? null : Number(text))).pipe(z.int("A whole number of days.").min(1).max(1000).nullable()), audience: z.array(z.enum(audienceRoles)),
});

function SettingsSheet({ doc }: { doc: DocDetail }) {
  const router = useRouter();
  const trpc = useTRPC();
  const save = useMutation(trpc.knowledge.updateDoc.mutationOptions());
  const submit = async (values: z.output<typeof schema>) => {
    await save.mutateAsync({ slug: doc.slug, version: doc.version, ...values });
    router.refresh();
  };
  const defaults = { ownerName: doc.ownerName ?? "", section: doc.section, reviewBy: doc.reviewBy ?? "", reviewEveryDays: doc.reviewEveryDays?.toString() ?? "", audience: doc.audience };
  return (
    <FormSheet trigger={<Button variant="outline">Settings</Button>} title="Settings" description="Who owns it, who reads it, and when it is looked at again." schema={schema} defaults={defaults} submitLabel="Save" onSubmit={submit}>
      <TextField name="ownerName" label="Owner" hint="Name or e-mail address; reminded when a review is due." />
      <TextField name="section" label="Section" hint="The heading under which its space lists it." isOptional />
      <TextField name="reviewBy" label="Review by" placeholder="2027-01-31" isOptional />
      <TextField name="reviewEveryDays" label="Review every (days)" type="number" isOptional />
      <ChecklistField name="audience" legend="For these roles; none = as its space" options={audienceRoles.map((role) => ({ slug: role, name: role }))} none="" />
    </FormSheet>
  );
}

/** What a writer does with a document beside changing its text. */
export function DocActions({ doc }: { doc: DocDetail }) {
  const router = useRouter();
  const trpc = useTRPC();
  const refresh = { onSuccess: () => router.refresh() };
  const review = useMutation(trpc.knowledge.markDocReviewed.mutationOptions(refresh));
  const change = useMutation(trpc.knowledge.updateDoc.mutationOptions(refresh));
  const key = { slug: doc.slug, version: doc.version };
  const setState = async (state: "archived" | "published") => {
    await change.mutateAsync({ ...key, state });
  };
  return (
    <>
      {doc.state === "published" ? <Button variant="outline" disabled={review.isPending} onClick={() => review.mutate(key)}>Reviewed</Button> : null}
      <SettingsSheet doc={doc} />
      {doc.state === "published" ? <ConfirmDialog trigger={<Button variant="ghost">Archive</Button>} title={`Archive “${doc.title}”?`} confirmLabel="Archive" onConfirm={() => setState("archived")}>Readers no longer see it and the search no longer finds it. It can be brought back.</ConfirmDialog> : null}
      {doc.state === "archived" ? <Button variant="outline" disabled={change.isPending} onClick={() => void setState("published")}>Bring back</Button> : null}
      <Button asChild variant="primary"><Link href={`/docs/${doc.slug}/edit`}>Edit</Link></Button>
      {review.isError || change.isError ? <p role="alert" className="w-full text-sm text-crit-text">{review.error?.message ?? change.error?.message}</p> : null}
    </>
  );
}
