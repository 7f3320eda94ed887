"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { FormSheet } from "@/components/kit/form-sheet";
import { TicketFields, ticketFormSchema, toFields, type TicketFormValues } from "@/components/tickets/ticket-form";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";
import type { DeskChoices } from "#contract/tickets";

/** Every field of a ticket. Somebody else's change in between is not overwritten: the form says so and keeps what was typed. */
export function EditTicket({ number, version, values, choices }: { number: string; version: number; values: TicketFormValues; choices: DeskChoices }) {
  const router = useRouter();
  const trpc = useTRPC();
  const update = useMutation(trpc.tickets.update.mutationOptions());
  const submit = async (edited: TicketFormValues) => {
    await update.mutateAsync({ number, version, ...toFields(edited) });
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button size="sm" variant="ghost">Edit</Button>} title={`Edit ticket ${number}`} description="Priority follows from impact and urgency. Every change is told in the history." schema={ticketFormSchema} defaults={values} submitLabel="Save" onSubmit={submit}>
      <TicketFields choices={choices} />
    </FormSheet>
  );
}
