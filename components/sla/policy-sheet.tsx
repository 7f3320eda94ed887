"use client";

import { useMutation } from "@tanstack/react-query";
import { Archive, Pencil, Plus } from "lucide-react";
import type { PolicyView, SlaChoices } from "#contract/sla";
import { customerTiers } from "#contract/catalog";
import { priorities } from "#contract/tickets";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { ChoiceField, TextField, type Choice } from "@/components/kit/fields";
import { ControlledField, Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { draftOf, emptyPolicy, policyDraft, policyOf } from "@/components/sla/policy-draft";
import { useAct } from "@/hooks/use-act";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { useTRPC } from "@/lib/trpc";

const plain = (values: readonly string[], write: (value: string) => string): Choice[] => values.map((value) => ({ value, label: write(value) }));
const named = (items: readonly { id: string; name: string }[]): Choice[] => items.map(({ id, name }) => ({ value: id, label: name }));
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function Conditions({ choices }: { choices: SlaChoices }) {
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="mb-2 text-sm font-medium">Holds for tickets with</legend>
      <ChoiceField name="priority" label="Priority" noneLabel="any" options={plain(priorities, (value) => value.toUpperCase())} />
      <ChoiceField name="customerTier" label="Customer tier" noneLabel="any" options={plain(customerTiers, capital)} />
      <ChoiceField name="customerId" label="Customer" noneLabel="any" options={named(choices.customers)} />
      <ChoiceField name="serviceId" label="Service" noneLabel="any" options={named(choices.services)} />
      <ChoiceField name="category" label="Category" noneLabel="any" options={plain(choices.categories, (value) => value)} />
      <ChoiceField name="level" label="Level" noneLabel="any" options={plain(["l1", "l2", "l3"], (value) => value.toUpperCase())} />
    </fieldset>
  );
}

function Targets({ calendars }: { calendars: readonly { id: string; name: string }[] }) {
  return (
    <>
      <ChoiceField name="calendarId" label="Counts by the calendar" options={named(calendars)} />
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField name="firstResponse" label="First response" placeholder="30 min" />
        <TextField name="nextResponse" label="Next response" placeholder="2 h" />
        <TextField name="resolution" label="Resolution" placeholder="8 h" />
      </div>
      <ControlledField name="pausesWaiting" label="Stands while the ticket waits" hint="For the requester or somebody else outside of the desk.">
        {({ value, onChange, onBlur, ...control }) => <Switch checked={value === true} onCheckedChange={onChange} onBlur={onBlur} {...control} />}
      </ControlledField>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="warnPercent" label="Warn at % of the target" type="number" />
        <Field name="since" label="Holds since" hint="Empty: from now on." isOptional>{(control) => <Input {...control} type="date" size="lg" />}</Field>
      </div>
    </>
  );
}

export interface PolicySheetProps {
  policy?: PolicyView;
  choices: SlaChoices;
  calendars: readonly { id: string; name: string }[];
}

/** Adds a policy, or changes one from now on. */
export function PolicySheet({ policy, choices, calendars }: PolicySheetProps) {
  const trpc = useTRPC();
  const act = useAct();
  const create = useMutation(trpc.sla.createPolicy.mutationOptions());
  const update = useMutation(trpc.sla.updatePolicy.mutationOptions());
  const trigger = policy ? <Button variant="ghost" size="sm" icon aria-label={`Edit ${policy.name}`}><Pencil aria-hidden /></Button> : <Button variant="primary"><Plus aria-hidden />New policy</Button>;
  return (
    <FormSheet
      trigger={trigger}
      title={policy ? policy.name : "New policy"}
      description="Of all policies that fit a ticket, the most specific holds: customer before service, tier, priority, category and level."
      schema={policyDraft}
      defaults={policy ? draftOf(policy) : emptyPolicy(calendars[0]?.id ?? "")}
      submitLabel={policy ? "Save policy" : "Add policy"}
      onSubmit={(values) => act(() => (policy ? update.mutateAsync({ ...policyOf(values), id: policy.id, version: policy.version }) : create.mutateAsync(policyOf(values))), "The policy is saved. Clocks are computed anew.")}
    >
      <TextField name="name" label="Name" placeholder="Enterprise, P1" />
      <Conditions choices={choices} />
      <Targets calendars={calendars} />
    </FormSheet>
  );
}

export function RetirePolicyButton({ policy }: { policy: PolicyView }) {
  const trpc = useTRPC();
  const act = useAct();
  const retire = useMutation(trpc.sla.retirePolicy.mutationOptions());
  return (
    <ConfirmDialog trigger={<Button variant="ghost" size="sm" icon aria-label={`Retire ${policy.name}`}><Archive aria-hidden /></Button>} title={`Retire "${policy.name}"?`} confirmLabel="Retire policy" isDestructive onConfirm={() => act(() => retire.mutateAsync({ id: policy.id, version: policy.version }), "The policy is retired.")}>
      From now on it promises nothing: its {policy.openClocks} open clocks follow the next policy that fits, or end. What was met and missed under it stays on record.
    </ConfirmDialog>
  );
}
