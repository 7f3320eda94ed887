"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { createCustomerSchema, updateCustomerSchema, type CustomerDetail, type Reference } from "#contract/catalog";
import { SelectField, TextField, WordsField } from "@/components/catalog/controls";
import { ChecklistField } from "@/components/kit/checklist-field";
import { FormSheet } from "@/components/catalog/form-sheet";
import { customerTierWords, optionsOf } from "@/components/catalog/words";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

interface FieldsProps {
  services: readonly Reference[];
  isNew: boolean;
}

function CustomerFields({ services, isNew }: FieldsProps) {
  return (
    <>
      <TextField name="name" label="Name" />
      {isNew ? <TextField name="slug" label="Slug" isOptional whenEmpty="undefined" placeholder="northwind" hint="Stands in addresses and imports, and never changes. Left empty, it is made from the name." /> : null}
      <div className="grid grid-cols-2 gap-4">
        <SelectField name="tier" label="Tier" options={optionsOf(customerTierWords)} />
        <TextField name="region" label="Region" isOptional whenEmpty="null" placeholder="eu" />
      </div>
      <WordsField name="aliases" label="Also called" isOptional hint="Other names, separated by commas. Questions understand them." />
      <ChecklistField name="services" legend="Uses these services" options={services} none="There is no service yet." />
    </>
  );
}

export function CreateCustomerSheet({ services }: Pick<FieldsProps, "services">) {
  const router = useRouter();
  const trpc = useTRPC();
  const create = useMutation(trpc.catalog.createCustomer.mutationOptions());
  return (
    <FormSheet
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          New customer
        </Button>
      }
      title="New customer"
      description="Somebody who uses your services and opens tickets."
      schema={createCustomerSchema}
      defaults={{ name: "", tier: "business", region: null, aliases: [], services: [] }}
      submitLabel="Create customer"
      onSubmit={async (values) => {
        const { slug } = await create.mutateAsync(values);
        toast.success(`${values.name} was created.`);
        router.push(`/customers/${slug}`);
      }}
    >
      <CustomerFields services={services} isNew />
    </FormSheet>
  );
}

export function EditCustomerSheet({ customer, services }: Pick<FieldsProps, "services"> & { customer: CustomerDetail }) {
  const router = useRouter();
  const trpc = useTRPC();
  const update = useMutation(trpc.catalog.updateCustomer.mutationOptions());
  const { slug, version, name, tier, region, aliases } = customer;
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
      schema={updateCustomerSchema}
      defaults={{ slug, version, name, tier, region, aliases, services: customer.services.map((one) => one.slug) }}
      submitLabel="Save changes"
      onSubmit={async (values) => {
        await update.mutateAsync(values);
        toast.success(`${values.name ?? name} was saved.`);
        router.refresh();
      }}
    >
      <CustomerFields services={services} isNew={false} />
    </FormSheet>
  );
}
