"use client";

import { Plus, X } from "lucide-react";
import { useFieldArray, useFormContext } from "react-hook-form";
import type { PlanDraftInput } from "@/components/changes/plan-draft";
import { TextField } from "@/components/kit/fields";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";

/** What steps name as {{name}}; one without a value is asked for when a run starts. */
export function VariableFields() {
  const { control } = useFormContext<PlanDraftInput>();
  const { fields, append, remove } = useFieldArray({ control, name: "variables" });
  return (
    <Card>
      <CardHeader title="Variables" detail="in steps as {{name}}" actions={<Button size="sm" onClick={() => append({ name: "", value: "" })}><Plus aria-hidden />Add variable</Button>} />
      {fields.length === 0 ? null : (
        <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-3">
          {fields.map((field, place) => (
            <div key={field.id} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-end gap-2">
              <TextField name={`variables.${place}.name`} label="Name" placeholder="version" />
              <TextField name={`variables.${place}.value`} label="Value" placeholder="asked for" />
              <Button variant="ghost" size="lg" icon aria-label={`Remove variable ${place + 1}`} onClick={() => remove(place)}><X aria-hidden /></Button>
            </div>
          ))}
        </CardBody>
      )}
    </Card>
  );
}
