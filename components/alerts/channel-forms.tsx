"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus, Send, Trash2 } from "lucide-react";
import { useWatch } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { channelTemplates, type ChannelRow, type ChannelTarget } from "#contract/alerts";
import { FormSheet } from "@/components/kit/form-sheet";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { matcherText } from "@/components/alerts/alert-words";
import { parseMatchers } from "@/components/alerts/parse-matchers";
import { useAct } from "@/hooks/use-act";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { Field } from "@/components/kit/form";
import { slugOf } from "@/components/kit/slug-of";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const kinds = ["email", "push", ...channelTemplates] as const;
const kindWords: Readonly<Record<(typeof kinds)[number], string>> = { email: "E-mail", push: "Push to installed pages", generic: "Webhook, signed", slack: "Slack", ntfy: "ntfy", pushover: "Pushover" };

const schema = z.object({
  name: z.string().trim().min(1, "Give it a name."),
  slug: z.string().trim().regex(/^([a-z0-9]+(-[a-z0-9]+)*)?$/, "only lower-case letters, digits and hyphens"),
  kind: z.enum(kinds),
  to: z.string(),
  url: z.string(),
  key: z.string(),
  user: z.string(),
  team: z.string().nullable(),
  severity: z.enum(["page", "ticket"]),
  matchers: z.string().refine((text) => parseMatchers(text) !== null, 'needs lines like service="payments-api"'),
  state: z.enum(["on", "off"]),
});
type Values = z.output<typeof schema>;

const given = (text: string): string | undefined => (text.trim() === "" ? undefined : text.trim());

function targetOf({ kind, to, url, key, user }: Values): ChannelTarget {
  if (kind === "email") return { kind: "email", to: to.split(/[\s,;]+/).filter(Boolean) };
  if (kind === "push") return { kind: "push" };
  return { kind: "webhook", template: kind, url: url.trim(), key: given(key), user: given(user) };
}

const keyHints: Readonly<Record<string, string>> = { generic: "Messages are signed with it (HMAC-SHA256 over time and body).", ntfy: "Only for topics that need one.", pushover: "The application's token." };

function TargetFields({ isKept }: { isKept: boolean }) {
  const kind = useWatch<Values, "kind">({ name: "kind" });
  if (kind === "email") return <TextField name="to" label="Addresses" hint="Separated by commas." />;
  if (kind === "push") return <p className="text-xs text-fg-3">Goes to every browser in which somebody of the team has turned notifications on, in the inbox.</p>;
  return (
    <>
      <TextField name="url" label="Address" type="url" isOptional={isKept} hint={isKept ? "Left empty, the sealed address and its key stay. To change either, give both." : kind === "ntfy" ? "With the topic, as in https://ntfy.example.com/alerts" : "Kept sealed; afterwards only its host is shown."} />
      {kind === "slack" ? null : <TextField name="key" label={kind === "generic" ? "Signing key" : "Token"} isOptional={kind !== "pushover"} hint={keyHints[kind] ?? ""} />}
      {kind === "pushover" ? <TextField name="user" label="User or group key" /> : null}
    </>
  );
}

const fresh: z.input<typeof schema> = { name: "", slug: "", kind: "email", to: "", url: "", key: "", user: "", team: null, severity: "ticket", matchers: "", state: "on" };
const kindOf = ({ kind, template }: ChannelRow): Values["kind"] => kinds.find((one) => one === (template ?? kind)) ?? "generic";
/** The address of a webhook is sealed, so that the form cannot show it: left empty, it stays. */
const valuesOf = (channel: ChannelRow): z.input<typeof schema> => ({ ...fresh, slug: channel.slug, name: channel.name, kind: kindOf(channel), to: channel.kind === "email" ? channel.leadsTo : "", team: channel.team?.slug ?? null, severity: channel.severity, matchers: channel.matchers.map(matcherText).join("\n"), state: channel.isEnabled ? "on" : "off" });
const keepsTarget = (channel: ChannelRow, values: Values): boolean => values.kind === kindOf(channel) && (values.kind === "email" ? values.to === channel.leadsTo : values.kind === "push" || given(values.url) === undefined);

/** A new channel, or one to change. */
export function ChannelForm({ channel, teams }: { channel?: ChannelRow; teams: readonly { slug: string; name: string }[] }) {
  const trpc = useTRPC();
  const act = useAct();
  const create = useMutation(trpc.alerts.createChannel.mutationOptions());
  const update = useMutation(trpc.alerts.updateChannel.mutationOptions());
  const submit = (values: Values) => {
    const { name, team, severity } = values;
    const slug = given(values.slug) ?? slugOf(name, new Map()).replace(/[^a-z0-9-]/g, "x");
    const input = { slug, name, team, severity, matchers: parseMatchers(values.matchers) ?? [], isEnabled: values.state === "on" };
    if (channel) return act(() => update.mutateAsync({ ...input, version: channel.version, ...(keepsTarget(channel, values) ? {} : { target: targetOf(values) }) }), `${name} is changed.`);
    return act(() => create.mutateAsync({ ...input, target: targetOf(values) }), `${name} is set up. Test it now.`);
  };
  const trigger = channel ? <Button size="sm">Edit<span className="sr-only"> {channel.name}</span></Button> : <Button variant="primary"><Plus aria-hidden />New channel</Button>;
  return (
    <FormSheet trigger={trigger} title={channel ? channel.name : "New channel"} description="Where alerts are told beside the portal." schema={schema} defaults={channel ? valuesOf(channel) : fresh} submitLabel={channel ? "Save channel" : "Set up channel"} onSubmit={submit}>
      <TextField name="name" label="Name" />
      {channel ? null : <TextField name="slug" label="Slug" isOptional hint="Its name in addresses; made from the name if you give none." />}
      <ChoiceField name="kind" label="Kind" options={kinds.map((value) => ({ value, label: kindWords[value] }))} />
      <TargetFields isKept={channel?.kind === "webhook"} />
      <ChoiceField name="team" label="Team" noneLabel="all teams" options={teams.map(({ slug, name }) => ({ value: slug, label: name }))} />
      <ChoiceField name="severity" label="Hears" options={[{ value: "ticket", label: "all alerts" }, { value: "page", label: "only those that page" }]} />
      <Field name="matchers" label="Conditions" isOptional hint='One in each line: name="value". Without any, all of them.'>{(control) => <Textarea rows={3} className="font-mono" {...control} />}</Field>
      <ChoiceField name="state" label="In use" options={[{ value: "on", label: "yes" }, { value: "off", label: "no, nothing is told through it" }]} />
    </FormSheet>
  );
}

/** Sends a test message and says how it went. */
export function TestChannelButton({ channel }: { channel: Pick<ChannelRow, "slug" | "name"> }) {
  const trpc = useTRPC();
  const test = useMutation(trpc.alerts.testChannel.mutationOptions({
    onSuccess: ({ status, error }) => {
      if (status === "sent") toast.success(`A test went through ${channel.name}.`);
      else if (status === "kept") toast.warning("There is no mail server, so the message is kept on the page Mail.");
      else toast.error(error ?? "The test failed.");
    },
    onError: (error) => toast.error(error.message),
  }));
  return <Button size="sm" disabled={test.isPending} onClick={() => test.mutate({ slug: channel.slug })}><Send aria-hidden />{test.isPending ? "Testing" : "Test"}<span className="sr-only"> {channel.name}</span></Button>;
}

export function RemoveChannelButton({ channel }: { channel: Pick<ChannelRow, "slug" | "name"> }) {
  const trpc = useTRPC();
  const act = useAct();
  const remove = useMutation(trpc.alerts.removeChannel.mutationOptions());
  return (
    <ConfirmDialog trigger={<Button variant="ghost" size="sm" icon aria-label={`Remove ${channel.name}`}><Trash2 aria-hidden /></Button>} title={`Remove ${channel.name}?`} confirmLabel="Remove channel" isDestructive onConfirm={() => act(() => remove.mutateAsync({ slug: channel.slug }), `${channel.name} is removed.`)}>
      Nothing is told through it any more. What it told stays on record.
    </ConfirmDialog>
  );
}
