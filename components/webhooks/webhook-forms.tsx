"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil, Plus, Send, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { ChecklistField } from "@/components/kit/checklist-field";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { CopyButton } from "@/components/kit/copy-button";
import { TextField } from "@/components/kit/fields";
import { FormSheet } from "@/components/kit/form-sheet";
import { Banner } from "@/components/kit/banner";
import { Button } from "@/components/ui/button";
import { useAct } from "@/hooks/use-act";
import { useTRPC } from "@/lib/trpc";
import { eventTopics, topicNames, type WebhookRow } from "#contract/webhooks";

const topics = topicNames.map((slug) => ({ slug, name: eventTopics[slug] }));
const fields = { name: z.string().trim().min(1, "Give it a name.").max(120), topics: z.array(z.enum(topicNames)).min(1, "Choose at least one event.") };
const address = z.url({ protocol: /^https?$/, error: "An address of the web, as in https://example.org/hook." }).max(2_000);
const createSchema = z.object({ ...fields, url: address });
const updateSchema = z.object({ ...fields, url: z.union([z.literal(""), address]) });

/** Adds a webhook, and shows its key this once. */
export function AddWebhook() {
  const trpc = useTRPC();
  const act = useAct();
  const [key, setKey] = useState<string | null>(null);
  const create = useMutation(trpc.webhooks.create.mutationOptions());
  return (
    <div className="grid justify-items-end gap-3">
      <FormSheet trigger={<Button variant="primary"><Plus aria-hidden />Add webhook</Button>} title="Add a webhook" description="An address that is told of events as they happen, signed." schema={createSchema} defaults={{ name: "", url: "", topics: [] }} submitLabel="Add webhook"
        onSubmit={(values) => act(async () => setKey((await create.mutateAsync({ ...values, isEnabled: true })).key), "Webhook added.")}>
        <TextField name="name" label="Name" />
        <TextField name="url" label="Address" type="url" placeholder="https://example.org/hook" />
        <ChecklistField name="topics" legend="Events" options={topics} none="" />
      </FormSheet>
      {key === null ? null : (
        <Banner tone="warn" title="Signing key" isLive>
          <span className="flex flex-wrap items-center gap-2">It is shown this once: <code className="font-mono text-xs wrap-anywhere">{key}</code><CopyButton text={key} label="signing key" hasText /></span>
        </Banner>
      )}
    </div>
  );
}

function EditWebhook({ webhook }: { webhook: WebhookRow }) {
  const trpc = useTRPC();
  const act = useAct();
  const update = useMutation(trpc.webhooks.update.mutationOptions());
  const opened = useRef(webhook.version);
  return (
    <FormSheet trigger={<Button variant="ghost" size="sm" icon aria-label={`Edit ${webhook.name}`}><Pencil aria-hidden /></Button>} title={`Edit ${webhook.name}`} description="Its key stays. Leave the address empty to keep it." schema={updateSchema} defaults={{ name: webhook.name, url: "", topics: webhook.topics }} submitLabel="Save"
      onOpen={() => (opened.current = webhook.version)}
      onSubmit={({ url, ...values }) => act(() => update.mutateAsync({ ...values, id: webhook.id, version: opened.current, isEnabled: webhook.isEnabled, ...(url === "" ? {} : { url }) }), "Webhook saved.")}>
      <TextField name="name" label="Name" />
      <TextField name="url" label="New address" type="url" isOptional />
      <ChecklistField name="topics" legend="Events" options={topics} none="" />
    </FormSheet>
  );
}

/** What is done to one webhook. */
export function WebhookActions({ webhook }: { webhook: WebhookRow }) {
  const trpc = useTRPC();
  const act = useAct();
  const update = useMutation(trpc.webhooks.update.mutationOptions({ onError: ({ message }) => toast.error(message) }));
  const remove = useMutation(trpc.webhooks.remove.mutationOptions());
  const test = useMutation(trpc.webhooks.test.mutationOptions({ onSuccess: ({ status, error }) => (status === "sent" ? toast.success("The receiver took the test.") : toast.error(error ?? "The test failed.")), onError: ({ message }) => toast.error(message) }));
  const { id, version, name, topics: chosen, isEnabled } = webhook;
  const turn = () => void act(() => update.mutateAsync({ id, version, name, topics: chosen, isEnabled: !isEnabled }), isEnabled ? "Paused." : "Resumed.").catch(() => undefined);
  return (
    <span className="flex flex-wrap items-center justify-end gap-1">
      <Button variant="ghost" size="sm" disabled={test.isPending} onClick={() => test.mutate({ id })}><Send aria-hidden />Test</Button>
      <Button variant="ghost" size="sm" disabled={update.isPending} onClick={turn}>{isEnabled ? "Pause" : "Resume"}</Button>
      <EditWebhook webhook={webhook} />
      <ConfirmDialog trigger={<Button variant="ghost" size="sm" icon aria-label={`Remove ${name}`}><Trash2 aria-hidden /></Button>} title={`Remove the webhook “${name}”?`} confirmLabel="Remove webhook" isDestructive onConfirm={() => act(() => remove.mutateAsync({ id }), "Webhook removed.")}>
        What still waits is not delivered, and its key is gone. The log of deliveries stays.
      </ConfirmDialog>
    </span>
  );
}
