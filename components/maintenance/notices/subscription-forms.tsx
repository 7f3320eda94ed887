"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus, Send, Trash2 } from "lucide-react";
import { useWatch } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { noticeAudiences, type NoticeTarget, type SubscriptionRow } from "#contract/maintenance";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { ChoiceField, TextField, type Choice } from "@/components/kit/fields";
import { FormSheet } from "@/components/kit/form-sheet";
import { useAct } from "@/hooks/use-act";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({ name: z.string().trim().min(1, "Give it a name."), audience: z.enum(noticeAudiences), kind: z.enum(["email", "webhook"]), to: z.string(), url: z.string(), key: z.string(), service: z.string().nullable(), customer: z.string().nullable(), zone: z.string().trim() });
type Values = z.output<typeof schema>;

const audiences: readonly Choice[] = [{ value: "customer", label: "Customer: what happens and when" }, { value: "team", label: "Team: also risk, plan and link" }, { value: "internal", label: "Inside: also risk and link" }];
const fresh: z.input<typeof schema> = { name: "", audience: "customer", kind: "email", to: "", url: "", key: "", service: null, customer: null, zone: "" };
const valuesOf = ({ name, audience, kind, leadsTo, service, customer, zone }: SubscriptionRow): z.input<typeof schema> => ({ ...fresh, name, audience, kind, to: kind === "email" ? (leadsTo ?? "") : "", service: service?.slug ?? null, customer: customer?.slug ?? null, zone: zone ?? "" });

const targetOf = ({ kind, to, url, key }: Values): NoticeTarget => (kind === "email" ? { kind, to: to.trim() } : { kind, url: url.trim(), ...(key.trim() === "" ? {} : { key: key.trim() }) });
/** The address of a webhook is sealed, so that the form cannot show it: left empty, it stays. */
const keepsTarget = (row: SubscriptionRow, values: Values): boolean => row.kind === values.kind && (values.kind === "email" ? values.to.trim() === row.leadsTo : values.url.trim() === "");

function TargetFields({ isKept }: { isKept: boolean }) {
  const kind = useWatch<Values, "kind">({ name: "kind" });
  if (kind === "email") return <TextField name="to" label="Address" placeholder="ops@example.com" />;
  return (
    <>
      <TextField name="url" label="Address" type="url" isOptional={isKept} hint={isKept ? "Left empty, the sealed address and its key stay. To change either, give both." : "Kept sealed; afterwards only its host is shown."} />
      <TextField name="key" label="Signing key" isOptional hint="Messages are signed with it (HMAC-SHA256 over time and body)." />
    </>
  );
}

export interface SubscriptionFormProps {
  subscription?: SubscriptionRow;
  services: readonly { slug: string; name: string }[];
  customers: readonly { slug: string; name: string }[];
}

const choices = (list: readonly { slug: string; name: string }[]): Choice[] => list.map(({ slug, name }) => ({ value: slug, label: name }));

/** A new subscriber, or one to change. */
export function SubscriptionForm({ subscription, services, customers }: SubscriptionFormProps) {
  const trpc = useTRPC();
  const act = useAct();
  const create = useMutation(trpc.maintenance.subscribe.mutationOptions());
  const update = useMutation(trpc.maintenance.updateSubscription.mutationOptions());
  const submit = (values: Values) => {
    const { name, audience, service, customer, zone } = values;
    const fields = { name, audience, service, customer, zone: zone === "" ? null : zone };
    if (!subscription) return act(() => create.mutateAsync({ ...fields, target: targetOf(values) }), `${name} is told from now on. Test it.`);
    return act(() => update.mutateAsync({ ...fields, id: subscription.id, version: subscription.version, ...(keepsTarget(subscription, values) ? {} : { target: targetOf(values) }) }), `${name} is changed.`);
  };
  const trigger = subscription ? <Button size="sm">Edit<span className="sr-only"> {subscription.name}</span></Button> : <Button variant="primary"><Plus aria-hidden />New subscriber</Button>;
  return (
    <FormSheet trigger={trigger} title={subscription ? subscription.name : "New subscriber"} description="Is told of planned work: when it is announced, a week, a day and an hour before, when it begins and ends, and when it changes." schema={schema} defaults={subscription ? valuesOf(subscription) : fresh} submitLabel={subscription ? "Save subscriber" : "Add subscriber"} onSubmit={submit}>
      <TextField name="name" label="Name" placeholder="Northwind operations" />
      <ChoiceField name="audience" label="Reads as" options={audiences} />
      <ChoiceField name="kind" label="By" options={[{ value: "email", label: "E-mail" }, { value: "webhook", label: "Webhook, signed" }]} />
      <TargetFields isKept={subscription?.kind === "webhook"} />
      <TextField name="zone" label="Zone of the times" isOptional placeholder="Europe/Berlin" hint="Left empty: that of the person at the address, or else the window's. UTC always stands beside it." />
      <ChoiceField name="customer" label="Customer" noneLabel="none" hint="With a customer and no service: every service that the customer uses." options={choices(customers)} />
      <ChoiceField name="service" label="Service" noneLabel="every service" options={choices(services)} />
    </FormSheet>
  );
}

/** Sends a test message and says how it went. */
export function TestSubscriptionButton({ subscription }: { subscription: Pick<SubscriptionRow, "id" | "name"> }) {
  const trpc = useTRPC();
  const test = useMutation(trpc.maintenance.testSubscription.mutationOptions({
    onSuccess: ({ status, error }) => {
      if (status === "sent") toast.success(`A test was sent to ${subscription.name}.`);
      else if (status === "kept") toast.warning("There is no mail server, so the message is kept on the page Mail.");
      else toast.error(error ?? "The test failed.");
    },
    onError: (error) => toast.error(error.message),
  }));
  return <Button size="sm" disabled={test.isPending} onClick={() => test.mutate({ id: subscription.id })}><Send aria-hidden />{test.isPending ? "Testing" : "Test"}<span className="sr-only"> {subscription.name}</span></Button>;
}

export function RemoveSubscriptionButton({ subscription }: { subscription: Pick<SubscriptionRow, "id" | "name"> }) {
  const trpc = useTRPC();
  const act = useAct();
  const remove = useMutation(trpc.maintenance.unsubscribe.mutationOptions());
  return (
    <ConfirmDialog trigger={<Button variant="ghost" size="sm" icon aria-label={`Remove ${subscription.name}`}><Trash2 aria-hidden /></Button>} title={`Remove ${subscription.name}?`} confirmLabel="Remove subscriber" isDestructive onConfirm={() => act(() => remove.mutateAsync({ id: subscription.id }), `${subscription.name} is told no more.`)}>
      Nothing is told to them any more. What was told stays on record.
    </ConfirmDialog>
  );
}
