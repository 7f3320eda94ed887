"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { z } from "zod";
import { noticeMoments, type NoticeMoment, type NoticeTemplateView } from "#contract/maintenance";
import { faultsOfTemplate, noticeText, sampleSubject } from "#core/maintenance";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { audienceWords, momentWords } from "@/components/maintenance/notices/notice-words";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useAct } from "@/hooks/use-act";
import { useTRPC } from "@/lib/trpc";

interface Reader {
  now: string;
  zone: string;
}

const schema = z.object({ title: z.string().trim().min(1, "Give it a title.").max(250), body: z.string().trim().min(1, "Say something.").max(3_000), moment: z.enum(noticeMoments) });
type Values = z.output<typeof schema>;

/** A message as its reader sees it. */
export function Message({ title, body }: { title: string; body: string }) {
  return (
    <div className="grid gap-2 rounded-md border border-line bg-frame p-3 text-sm">
      <p className="font-medium wrap-anywhere">{title}</p>
      <p className="whitespace-pre-line text-fg-2 wrap-anywhere">{body}</p>
    </div>
  );
}

function Preview({ audience, reader }: { audience: NoticeTemplateView["audience"]; reader: Reader }) {
  const { title = "", body = "", moment = "announced" } = useWatch<Values>();
  const template = { title, body };
  const faults = faultsOfTemplate(audience, template);
  return (
    <section aria-label="Preview" aria-live="polite" className="grid gap-2">
      {faults.length === 0 ? null : <ul className="text-sm text-crit">{faults.map((fault) => <li key={fault}>{fault}</li>)}</ul>}
      <Message {...noticeText(moment, sampleSubject(Date.parse(reader.now)), { audience, zone: reader.zone, template })} />
    </section>
  );
}

/** Writes how messages to one audience read, beside how one would look. */
export function TemplateForm({ template, moment, reader }: { template: NoticeTemplateView; moment: NoticeMoment; reader: Reader }) {
  const trpc = useTRPC();
  const act = useAct();
  const set = useMutation(trpc.maintenance.setNoticeTemplate.mutationOptions());
  const [opened, setOpened] = useState(template.version);
  const { audience, title, body, placeholders } = template;
  const words = audienceWords[audience];
  return (
    <FormSheet
      trigger={<Button size="sm">Edit<span className="sr-only"> messages that read as {words}</span></Button>}
      title={`Messages: ${words}`}
      description="What is sent from now on. What was sent, or is written to be sent, stays as it is."
      schema={schema}
      defaults={{ title, body, moment }}
      submitLabel="Save words"
      onOpen={() => setOpened(template.version)}
      onSubmit={({ title: nextTitle, body: nextBody }) => act(() => set.mutateAsync({ audience, version: opened, title: nextTitle, body: nextBody }), "The words are saved.")}
    >
      <TextField name="title" label="Title" />
      <Field name="body" label="Text" hint={`Put in: ${placeholders.map((name) => `{{${name}}}`).join(" ")}. A line that has nothing to say is left out.`}>{(control) => <Textarea rows={10} className="font-mono text-sm" {...control} />}</Field>
      <ChoiceField name="moment" label="Shown as" options={noticeMoments.map((value) => ({ value, label: momentWords[value] }))} />
      <Preview audience={audience} reader={reader} />
    </FormSheet>
  );
}

export function StandardWordsButton({ template }: { template: Pick<NoticeTemplateView, "audience" | "version"> }) {
  const trpc = useTRPC();
  const act = useAct();
  const set = useMutation(trpc.maintenance.setNoticeTemplate.mutationOptions());
  return (
    <ConfirmDialog trigger={<Button size="sm" variant="ghost">Standard words<span className="sr-only"> for {audienceWords[template.audience]}</span></Button>} title="Back to the standard words?" confirmLabel="Use the standard words" onConfirm={() => act(() => set.mutateAsync({ ...template, title: null, body: null }), "The standard words are used.")}>
      Your own words stay among the versions.
    </ConfirmDialog>
  );
}
