"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil, Plus, Radar } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { addMonitorsInput, createComponentInput, updateComponentInput, type ComponentRow } from "#contract/status";
import { ChecklistField } from "@/components/kit/checklist-field";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { ControlledField } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/switch";
import { useTRPC } from "@/lib/trpc";

interface Named {
  slug: string;
  name: string;
}

export interface ComponentChoices {
  services: readonly Named[];
  monitors: readonly Named[];
}

function PublicField() {
  return (
    <ControlledField name="isPublic" label="Shown to the public" hint="Everybody who opens the status page sees it, signed in or not.">
      {({ value, onChange, ...control }) => <Switch {...control} checked={value === true} onCheckedChange={onChange} />}
    </ControlledField>
  );
}

function Fields({ choices, isNew }: { choices: ComponentChoices; isNew: boolean }) {
  return (
    <>
      <TextField name="name" label="Name" placeholder="Website and checkout" hint="As customers know it." />
      <TextField name="description" label="Description" isOptional />
      <TextField name="group" label="Group" isOptional placeholder="Shop" hint="A heading on the page, above the first component of the group." />
      <ChoiceField name="service" label="Service" noneLabel="None" options={choices.services.map(({ slug, name }) => ({ value: slug, label: name }))} hint="Its public incidents and planned work are shown with the component." />
      <ChecklistField name="monitors" legend={isNew ? "Monitors (without any: those of the service)" : "Monitors"} options={choices.monitors} none="There are no monitors yet." />
      <PublicField />
    </>
  );
}

export function CreateComponent({ choices }: { choices: ComponentChoices }) {
  const router = useRouter();
  const create = useMutation(useTRPC().status.createComponent.mutationOptions());
  return (
    <FormSheet
      trigger={<Button variant="primary"><Plus aria-hidden />New component</Button>}
      title="New component"
      description="A part of what you run, as customers see it."
      schema={createComponentInput}
      defaults={{ name: "", description: "", group: "", service: null, monitors: [], isPublic: true }}
      submitLabel="Create component"
      onSubmit={async (values) => {
        await create.mutateAsync(values);
        toast.success("The component was created.");
        router.refresh();
      }}
    >
      <Fields choices={choices} isNew />
    </FormSheet>
  );
}

export function EditComponent({ row, choices }: { row: ComponentRow; choices: ComponentChoices }) {
  const router = useRouter();
  const update = useMutation(useTRPC().status.updateComponent.mutationOptions());
  const { id, version, name, description, group, service, monitors, isPublic } = row;
  return (
    <FormSheet
      trigger={<Button variant="ghost" size="sm" icon aria-label={`Edit ${name}`}><Pencil aria-hidden /></Button>}
      title="Edit component"
      description="Days that are written stay as they are, also when the monitors change."
      schema={updateComponentInput}
      defaults={{ id, version, name, description, group, service: service?.slug ?? null, monitors: monitors.map(({ slug }) => slug), isPublic }}
      submitLabel="Save changes"
      onSubmit={async (values) => {
        await update.mutateAsync(values);
        toast.success("The component was saved.");
        router.refresh();
      }}
    >
      <Fields choices={choices} isNew={false} />
    </FormSheet>
  );
}

/** Makes a component of each monitor that none shows yet. */
export function AddMonitors({ count }: { count: number }) {
  const router = useRouter();
  const add = useMutation(useTRPC().status.addMonitors.mutationOptions());
  return (
    <FormSheet
      trigger={<Button><Radar aria-hidden />Add {count} {count === 1 ? "monitor" : "monitors"}</Button>}
      title={count === 1 ? "Make a component of one monitor" : `Make components of ${count} monitors`}
      description="Each monitor that no component shows yet becomes one, with its name, its service and its whole history."
      schema={addMonitorsInput}
      defaults={{ monitors: [], group: "", isPublic: true }}
      submitLabel="Add components"
      onSubmit={async (values) => {
        const { created } = await add.mutateAsync(values);
        toast.success(created === 1 ? "One component was added." : `${created} components were added.`);
        router.refresh();
      }}
    >
      <TextField name="group" label="Group" isOptional />
      <PublicField />
    </FormSheet>
  );
}
