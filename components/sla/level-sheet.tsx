"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { setLevelInput, type LevelView, type SlaChoices } from "#contract/sla";
import { ChecklistField } from "@/components/kit/checklist-field";
import { TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { useAct } from "@/hooks/use-act";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

/** What a level is for, what is done there, and by whom. */
export function LevelSheet({ level, choices }: { level: LevelView; choices: SlaChoices }) {
  const trpc = useTRPC();
  const act = useAct();
  const set = useMutation(trpc.sla.setLevel.mutationOptions());
  const { id, version, name, entry, duties, teamIds } = level;
  return (
    <FormSheet trigger={<Button size="sm" aria-label={`Edit level ${id.toUpperCase()}`}><Pencil aria-hidden />Edit</Button>} title={`Level ${id.toUpperCase()}`} description="A ticket that climbs to this level goes to the first of its groups." schema={setLevelInput} defaults={{ id, version, name, entry, duties, teamIds }} submitLabel="Save level" onSubmit={(values) => act(() => set.mutateAsync(values), "The level is saved.")}>
      <TextField name="name" label="Name" />
      <Field name="entry" label="When a ticket belongs here" isOptional>{(control) => <Textarea rows={3} {...control} />}</Field>
      <Field name="duties" label="What is done here" isOptional>{(control) => <Textarea rows={3} {...control} />}</Field>
      <ChecklistField name="teamIds" legend="Groups" options={choices.teams.map((team) => ({ slug: team.id, name: team.name }))} none="No group is on record." />
    </FormSheet>
  );
}
