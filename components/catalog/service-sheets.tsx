"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { createServiceSchema, updateServiceSchema, type Reference, type ServiceDetail } from "#contract/catalog";
import { SelectField, TextField, WordsField } from "@/components/catalog/controls";
import { ChecklistField } from "@/components/kit/checklist-field";
import { FormSheet } from "@/components/catalog/form-sheet";
import { lifecycleWords, optionsOf, tierOptions } from "@/components/catalog/words";
import { Field } from "@/components/kit/form";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

export interface ServiceChoices {
  teams: readonly Reference[];
  services: readonly Reference[];
}

function ServiceFields({ choices, isNew }: { choices: ServiceChoices; isNew: boolean }) {
  return (
    <>
      <TextField name="name" label="Name" />
      {isNew ? <TextField name="slug" label="Slug" isOptional whenEmpty="undefined" placeholder="checkout" hint="Stands in addresses and imports, and never changes. Left empty, it is made from the name." /> : null}
      <Field name="description" label="Description" isOptional>
        {(control) => <Textarea rows={3} {...control} />}
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <SelectField name="tier" label="Tier" options={tierOptions} isNumber hint="1 is the most important." />
        <SelectField name="lifecycle" label="Lifecycle" options={optionsOf(lifecycleWords)} />
        <SelectField name="owner" label="Owner" noneLabel="No owner" options={choices.teams.map(({ slug, name }) => ({ value: slug, label: name }))} />
        <TextField name="region" label="Region" isOptional whenEmpty="null" placeholder="eu" />
      </div>
      <WordsField name="aliases" label="Also called" isOptional hint="Other names, separated by commas. Questions understand them." />
      <ChecklistField name="dependsOn" legend="Needs these services" options={choices.services} none="There is no other service yet." />
    </>
  );
}

export function CreateServiceSheet({ choices }: { choices: ServiceChoices }) {
  const router = useRouter();
  const trpc = useTRPC();
  const create = useMutation(trpc.catalog.createService.mutationOptions());
  return (
    <FormSheet
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          New service
        </Button>
      }
      title="New service"
      description="Something that you run and that can fail."
      schema={createServiceSchema}
      defaults={{ name: "", description: "", tier: 3, owner: null, region: null, lifecycle: "live", aliases: [], dependsOn: [] }}
      submitLabel="Create service"
      onSubmit={async (values) => {
        const { slug } = await create.mutateAsync(values);
        toast.success(`${values.name} was created.`);
        router.push(`/services/${slug}`);
      }}
    >
      <ServiceFields choices={choices} isNew />
    </FormSheet>
  );
}

export function EditServiceSheet({ service, choices }: { service: ServiceDetail; choices: ServiceChoices }) {
  const router = useRouter();
  const trpc = useTRPC();
  const update = useMutation(trpc.catalog.updateService.mutationOptions());
  const { slug, version, name, description, tier, region, lifecycle, aliases } = service;
  const dependsOn = service.dependencies.filter((one) => one.hops === 1).map((one) => one.slug);
  return (
    <FormSheet
      trigger={
        <Button>
          <Pencil aria-hidden />
          Edit
        </Button>
      }
      title={`Edit ${name}`}
      description="Changes are kept in the audit with what was there before."
      schema={updateServiceSchema}
      defaults={{ slug, version, name, description, tier, owner: service.owner?.slug ?? null, region, lifecycle, aliases, dependsOn }}
      submitLabel="Save changes"
      onSubmit={async (values) => {
        await update.mutateAsync(values);
        toast.success(`${values.name ?? name} was saved.`);
        router.refresh();
      }}
    >
      <ServiceFields choices={{ ...choices, services: choices.services.filter((one) => one.slug !== slug) }} isNew={false} />
    </FormSheet>
  );
}
