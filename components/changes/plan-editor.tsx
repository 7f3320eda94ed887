"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { planKinds, planPurposes, stageNames } from "#contract/changes";
import { emptyPlan, planDraftSchema, toPlan, type PlanDraft, type PlanDraftInput } from "@/components/changes/plan-draft";
import { StageFields } from "@/components/changes/stage-fields";
import { VariableFields } from "@/components/changes/variable-fields";
import { Banner } from "@/components/kit/banner";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { ControlledField, Field, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

export interface PlanEditorProps {
  services: readonly { slug: string; name: string }[];
  /** The plan that is edited; left out, a new one is made. */
  edited?: { number: number; version: number; draft: PlanDraftInput };
  /** What a new plan starts from. */
  service?: string;
}

const same = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

function Basics({ services }: { services: PlanEditorProps["services"] }) {
  return (
    <Card>
      <CardHeader title="Plan" />
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <TextField name="title" label="Title" placeholder="Roll out checkout" />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-3">
          <ChoiceField name="service" label="Service" noneLabel="none" options={services.map(({ slug, name }) => ({ value: slug, label: name }))} />
          <ChoiceField name="purpose" label="Purpose" options={same(planPurposes)} />
          <ChoiceField name="kind" label="Kind" options={same(planKinds)} hint="Kind, risk and tier say who approves." />
        </div>
        <Field name="description" label="Why and what" isOptional>{(control) => <Textarea rows={3} {...control} />}</Field>
        <ControlledField name="rollsBack" label="Rolls back by itself" hint="When a step fails. Otherwise the run stops there and asks.">{({ value, onChange, onBlur, ...control }) => <Switch checked={value === true} onCheckedChange={onChange} onBlur={onBlur} {...control} />}</ControlledField>
      </CardBody>
    </Card>
  );
}

/** The page follows what others do, so a change of theirs is known before one saves over it. */
function Overtaken() {
  return <Banner tone="warn" isLive title="Somebody else has changed this plan since you opened it." action={<Button size="sm" onClick={() => window.location.reload()}>Reload</Button>}>Reload to see the change, then make yours again.</Banner>;
}

/** A whole plan as one form: what it is, its variables, and the steps of each stage with their way back. */
export function PlanEditor({ services, edited: newest, service }: PlanEditorProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const create = useMutation(trpc.changes.create.mutationOptions());
  const update = useMutation(trpc.changes.update.mutationOptions());
  // What the fields were filled from: the version that is saved over, whatever has come since.
  const [edited] = useState(newest);
  const form = useZodForm(planDraftSchema, edited?.draft ?? { ...emptyPlan, service: service ?? null });
  const submit = async (draft: PlanDraft) => {
    const plan = toPlan(draft);
    const { number } = edited === undefined ? await create.mutateAsync(plan) : await update.mutateAsync({ ...plan, team: undefined, number: edited.number, version: edited.version });
    toast.success(edited === undefined ? "The plan was drafted." : "The plan was saved.");
    router.push(`/changes/plans/${number}`);
    router.refresh();
  };
  return (
    <Form form={form} className="max-w-236 grid-cols-[minmax(0,1fr)]" onSubmit={submit}>
      <Basics services={services} />
      <VariableFields />
      {stageNames.map((name) => <StageFields key={name} name={name} />)}
      {newest?.version === edited?.version ? <FormError /> : <Overtaken />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button asChild variant="ghost" size="lg"><Link href={edited === undefined ? "/changes" : `/changes/plans/${edited.number}`}>Cancel</Link></Button>
        <SubmitButton>{edited === undefined ? "Draft plan" : "Save changes"}</SubmitButton>
      </div>
    </Form>
  );
}
