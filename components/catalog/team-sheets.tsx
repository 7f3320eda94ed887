"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { createTeamSchema, updateTeamSchema, type TeamDetail } from "#contract/catalog";
import { SelectField, TextField, WordsField } from "@/components/catalog/controls";
import { FormSheet } from "@/components/catalog/form-sheet";
import { optionsOf, teamKindWords } from "@/components/catalog/words";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

function TeamFields({ isNew }: { isNew: boolean }) {
  return (
    <>
      <TextField name="name" label="Name" />
      {isNew ? <TextField name="slug" label="Slug" isOptional whenEmpty="undefined" placeholder="payments" hint="Stands in addresses and imports, and never changes. Left empty, it is made from the name." /> : null}
      <SelectField name="kind" label="Kind" options={optionsOf(teamKindWords)} hint="Delivery teams build and run services; support groups answer tickets." />
      <TextField name="email" label="E-mail" type="email" isOptional whenEmpty="null" />
      <WordsField name="aliases" label="Also called" isOptional hint="Other names, separated by commas. Questions understand them." />
    </>
  );
}

export function CreateTeamSheet() {
  const router = useRouter();
  const trpc = useTRPC();
  const create = useMutation(trpc.catalog.createTeam.mutationOptions());
  return (
    <FormSheet
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          New team
        </Button>
      }
      title="New team"
      description="People who own services or answer tickets."
      schema={createTeamSchema}
      defaults={{ name: "", kind: "delivery", email: null, aliases: [] }}
      submitLabel="Create team"
      onSubmit={async (values) => {
        const { slug } = await create.mutateAsync(values);
        toast.success(`${values.name} was created.`);
        router.push(`/teams/${slug}`);
      }}
    >
      <TeamFields isNew />
    </FormSheet>
  );
}

export function EditTeamSheet({ team }: { team: TeamDetail }) {
  const router = useRouter();
  const trpc = useTRPC();
  const update = useMutation(trpc.catalog.updateTeam.mutationOptions());
  const { slug, version, name, kind, email, aliases } = team;
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
      schema={updateTeamSchema}
      defaults={{ slug, version, name, kind, email, aliases }}
      submitLabel="Save changes"
      onSubmit={async (values) => {
        await update.mutateAsync(values);
        toast.success(`${values.name ?? name} was saved.`);
        router.refresh();
      }}
    >
      <TeamFields isNew={false} />
    </FormSheet>
  );
}
