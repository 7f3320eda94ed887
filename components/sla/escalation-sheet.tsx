"use client";

import { useMutation } from "@tanstack/react-query";
import { Archive, Pencil, Plus, Trash2 } from "lucide-react";
import { useFieldArray } from "react-hook-form";
import { customerTiers } from "#contract/catalog";
import type { EscalationView, SlaChoices } from "#contract/sla";
import { priorities } from "#contract/tickets";
import { ChecklistField } from "@/components/kit/checklist-field";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { ChoiceField, TextField, type Choice } from "@/components/kit/fields";
import { FormSheet } from "@/components/kit/form-sheet";
import { draftOfEscalation, emptyEscalation, escalationDraft, escalationOf, whenChoices } from "@/components/sla/escalation-draft";
import { useAct } from "@/hooks/use-act";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

const upper = (values: readonly string[]) => values.map((slug) => ({ slug, name: /^[pl]\d$/.test(slug) ? slug.toUpperCase() : slug.charAt(0).toUpperCase() + slug.slice(1) }));

const targetsOf = ({ teams, people }: SlaChoices): Choice[] => [
  { value: "level:l2", label: "Hand over to level L2" }, { value: "level:l3", label: "Hand over to level L3" }, { value: "on_call:", label: "Call whoever is on call for its group" },
  ...teams.map(({ id, name }) => ({ value: `on_call:${id}`, label: `Call whoever is on call for ${name}` })), ...teams.map(({ id, name }) => ({ value: `team:${id}`, label: `Hand over to ${name}` })), ...people.map(({ id, name }) => ({ value: `person:${id}`, label: `Tell ${name}` })),
];

function StepsField({ targets }: { targets: readonly Choice[] }) {
  const { fields, append, remove } = useFieldArray({ name: "steps" });
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 text-sm font-medium">Steps</legend>
      {fields.map((field, index) => (
        <div key={field.id} className="grid gap-2 rounded-md border border-line p-3">
          <div className="flex items-center justify-between text-xs text-fg-3">Step {index + 1}<Button variant="ghost" size="sm" icon aria-label={`Take out step ${index + 1}`} onClick={() => remove(index)}><Trash2 aria-hidden /></Button></div>
          <div className="grid grid-cols-[5rem_minmax(0,1fr)] gap-2">
            <TextField name={`steps.${index}.amount`} label="After" type="number" />
            <ChoiceField name={`steps.${index}.when`} label="of what" options={whenChoices} />
          </div>
          <ChoiceField name={`steps.${index}.to`} label="Then" options={targets} />
        </div>
      ))}
      <Button onClick={() => append({ when: "clock:resolution", amount: 100, to: "on_call:" })}><Plus aria-hidden />Add a step</Button>
    </fieldset>
  );
}

/** Adds an escalation policy, or changes one. */
export function EscalationSheet({ policy, choices }: { policy?: EscalationView; choices: SlaChoices }) {
  const trpc = useTRPC();
  const act = useAct();
  const create = useMutation(trpc.sla.createEscalation.mutationOptions());
  const update = useMutation(trpc.sla.updateEscalation.mutationOptions());
  const kept = policy ? { categories: policy.conditions.categories, levels: policy.conditions.levels } : { categories: [], levels: [] };
  const trigger = policy ? <Button size="sm" aria-label={`Edit ${policy.name}`}><Pencil aria-hidden />Edit</Button> : <Button variant="primary"><Plus aria-hidden />New policy</Button>;
  return (
    <FormSheet
      trigger={trigger}
      title={policy ? policy.name : "New escalation policy"}
      description="The first policy that fits a ticket holds. Handing over moves the ticket; telling and calling leave it where it is."
      schema={escalationDraft}
      defaults={policy ? draftOfEscalation(policy) : emptyEscalation}
      submitLabel={policy ? "Save policy" : "Add policy"}
      onSubmit={(values) => act(() => (policy ? update.mutateAsync({ ...escalationOf(values, kept), id: policy.id, version: policy.version }) : create.mutateAsync(escalationOf(values, kept))), "The escalation policy is saved.")}
    >
      <TextField name="name" label="Name" placeholder="Urgent tickets" />
      <ChecklistField name="priorities" legend="Priorities; none chosen means all" options={upper(priorities)} none="" />
      <ChecklistField name="customerTiers" legend="Customer tiers; none chosen means all" options={upper(customerTiers)} none="" />
      <ChecklistField name="teamIds" legend="Groups; none chosen means all" options={choices.teams.map(({ id, name }) => ({ slug: id, name }))} none="No group is on record." />
      <StepsField targets={targetsOf(choices)} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="bounceLimit" label="Bounced after" type="number" hint="More handovers than this." />
        <TextField name="position" label="Place" type="number" hint="Lower is asked first." />
      </div>
      <ChoiceField name="lastResortId" label="Owner of last resort" hint="Takes a ticket that has bounced." noneLabel="nobody" options={choices.people.map(({ id, name }) => ({ value: id, label: name }))} />
    </FormSheet>
  );
}

export function RetireEscalationButton({ policy }: { policy: EscalationView }) {
  const trpc = useTRPC();
  const act = useAct();
  const retire = useMutation(trpc.sla.retireEscalation.mutationOptions());
  return (
    <ConfirmDialog trigger={<Button variant="ghost" size="sm" icon aria-label={`Retire ${policy.name}`}><Archive aria-hidden /></Button>} title={`Retire "${policy.name}"?`} confirmLabel="Retire policy" isDestructive onConfirm={() => act(() => retire.mutateAsync({ id: policy.id, version: policy.version }), "The escalation policy is retired.")}>
      Its steps are not taken any more. Those that were taken stay on record.
    </ConfirmDialog>
  );
}
