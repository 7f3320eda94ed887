"use client";

import { z } from "zod";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { Textarea } from "@/components/ui/textarea";
import { deskLimits, levels, supportLevels, type DeskChoices, type TicketChanges } from "#contract/tickets";

/** The fields of a ticket as people fill them in; tags are words with commas. */
export const ticketFormSchema = z.object({
  subject: z.string().trim().min(1, "Say in a few words what is wrong.").max(deskLimits.subject),
  description: z.string().max(deskLimits.description),
  requester: z.string().trim().max(deskLimits.name), requesterEmail: z.union([z.literal(""), z.email("An e-mail address, as in name@example.org.")]),
  customer: z.string().nullable(), service: z.string().nullable(), team: z.string().nullable(), assigneeId: z.string().nullable(),
  category: z.string().trim().max(deskLimits.name), tags: z.string().max(400),
  impact: z.enum(levels).nullable(), urgency: z.enum(levels).nullable(), level: z.enum(supportLevels).nullable(),
});
export type TicketFormValues = z.output<typeof ticketFormSchema>;

const orNull = (text: string): string | null => (text === "" ? null : text);
export const toFields = ({ tags, requester, requesterEmail, category, ...rest }: TicketFormValues): Omit<TicketChanges, "state" | "snoozedUntil"> & { subject: string } => ({
  ...rest, requester: orNull(requester), requesterEmail: orNull(requesterEmail), category: orNull(category), tags: tags.split(",").map((tag) => tag.trim()).filter((tag) => tag !== ""),
});

export const emptyTicket: TicketFormValues = { subject: "", description: "", requester: "", requesterEmail: "", customer: null, service: null, team: null, assigneeId: null, category: "", tags: "", impact: "medium", urgency: "medium", level: "l1" };

const named = (list: readonly { slug: string; name: string }[]) => list.map(({ slug, name }) => ({ value: slug, label: name }));
const plain = (list: readonly string[], words: (value: string) => string = (value) => value) => list.map((value) => ({ value, label: words(value) }));

/** The fields, for opening and for editing. Priority is not among them: it follows from impact and urgency. */
export function TicketFields({ choices }: { choices: DeskChoices }) {
  return (
    <>
      <TextField name="subject" label="Subject" />
      <Field name="description" label="Description" hint="Markdown works; HTML is shown as text." isOptional>{(control) => <Textarea rows={6} {...control} />}</Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="requester" label="Requester" isOptional />
        <TextField name="requesterEmail" label="E-mail" isOptional />
        <ChoiceField name="customer" label="Customer" noneLabel="none" options={named(choices.customers)} />
        <ChoiceField name="service" label="Service" noneLabel="none" options={named(choices.services)} />
        <ChoiceField name="impact" label="Impact" hint="How many are hit." noneLabel="not known" options={plain(levels)} />
        <ChoiceField name="urgency" label="Urgency" hint="How soon it hurts." noneLabel="not known" options={plain(levels)} />
        <ChoiceField name="team" label="Group" noneLabel="none" options={named(choices.teams)} />
        <ChoiceField name="assigneeId" label="Assignee" noneLabel="nobody" options={choices.agents.map(({ id, name }) => ({ value: id, label: name }))} />
        <TextField name="category" label="Category" isOptional />
        <ChoiceField name="level" label="Level" noneLabel="none" options={plain(supportLevels, (level) => level.toUpperCase())} />
      </div>
      <TextField name="tags" label="Tags" hint="Words with commas between them." isOptional />
    </>
  );
}
