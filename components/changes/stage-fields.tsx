"use client";

import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { useFieldArray, useFormContext, useFormState } from "react-hook-form";
import type { StageName } from "#contract/changes";
import { stageWords } from "@/components/changes/change-words";
import { emptyStep, type PlanDraftInput } from "@/components/changes/plan-draft";
import { ActionFields } from "@/components/changes/step-fields";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";

const hints: Readonly<Record<StageName, string>> = { test: "its result is the evidence that production asks for", staging: "as in production, without customers", canary: "a small part of production", production: "everybody" };

/** The steps of one stage; an empty stage is left out of the plan. */
export function StageFields({ name }: { name: StageName }) {
  const { control } = useFormContext<PlanDraftInput>();
  const { errors } = useFormState({ control });
  const { fields, append, remove, swap } = useFieldArray({ control, name });
  const own = errors[name]?.message ?? errors[name]?.root?.message;
  return (
    <Card>
      <CardHeader title={stageWords[name]} detail={hints[name]} actions={<Button size="sm" onClick={() => append(emptyStep)}><Plus aria-hidden />Add step<span className="sr-only"> to {stageWords[name]}</span></Button>} />
      {fields.length === 0 ? null : (
        <CardBody className="p-0">
          <ol className="divide-y divide-line">
            {fields.map((field, place) => (
              <li key={field.id} aria-label={`${stageWords[name]}, step ${place + 1}`} className="grid grid-cols-[minmax(0,1fr)] gap-3 p-4">
                <div className="flex items-center gap-1">
                  <span className="mr-auto text-xs font-medium text-fg-3">Step {place + 1}</span>
                  <Button variant="ghost" size="sm" icon aria-label={`Move step ${place + 1} up`} disabled={place === 0} onClick={() => swap(place, place - 1)}><ArrowUp aria-hidden /></Button>
                  <Button variant="ghost" size="sm" icon aria-label={`Move step ${place + 1} down`} disabled={place === fields.length - 1} onClick={() => swap(place, place + 1)}><ArrowDown aria-hidden /></Button>
                  <Button variant="ghost" size="sm" icon aria-label={`Remove step ${place + 1}`} onClick={() => remove(place)}><X aria-hidden /></Button>
                </div>
                <ActionFields name={`${name}.${place}`} />
                <div className="grid grid-cols-[minmax(0,1fr)] gap-3 border-l-2 border-line pl-3"><ActionFields name={`${name}.${place}.back`} isBack /></div>
              </li>
            ))}
          </ol>
        </CardBody>
      )}
      {own === undefined ? null : <p role="alert" className="px-4 pb-3 text-xs text-crit-text">{own}</p>}
    </Card>
  );
}
