"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";
import { deskLimits, levels } from "#contract/tickets";

const schema = z.object({
  subject: z.string().trim().min(1, "Say in a few words what you need.").max(deskLimits.subject),
  description: z.string().max(deskLimits.description),
  urgency: z.enum(levels).nullable(),
});
const words = { high: "I cannot work", medium: "It hinders me", low: "It can wait" } as const;

/** A requester asks for something, and sees it. */
export function SubmitRequest() {
  const router = useRouter();
  const trpc = useTRPC();
  const submit = useMutation(trpc.tickets.submit.mutationOptions());
  const send = async ({ urgency, ...rest }: z.output<typeof schema>) => {
    const { number } = await submit.mutateAsync({ ...rest, urgency: urgency ?? "medium" });
    router.push(`/tickets/${encodeURIComponent(number)}`);
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button variant="primary"><Plus aria-hidden />New request</Button>} title="New request" description="The desk answers here and by mail." schema={schema} defaults={{ subject: "", description: "", urgency: "medium" }} submitLabel="Send" onSubmit={send}>
      <TextField name="subject" label="What do you need?" />
      <Field name="description" label="Tell us more" hint="What you did, what happened, since when. Markdown works. Files can be added afterwards." isOptional>{(control) => <Textarea rows={8} {...control} />}</Field>
      <ChoiceField name="urgency" label="How urgent is it?" options={levels.map((level) => ({ value: level, label: words[level] }))} />
    </FormSheet>
  );
}
