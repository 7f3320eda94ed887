"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { FormSheet } from "@/components/kit/form-sheet";
import { emptyTicket, TicketFields, ticketFormSchema, toFields, type TicketFormValues } from "@/components/tickets/ticket-form";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useHotkeys } from "@/hooks/use-hotkeys";
import { useTRPC } from "@/lib/trpc";
import type { DeskChoices } from "#contract/tickets";

export interface OpenTicketProps {
  choices: DeskChoices;
  /** What an address fills in; the form then stands open. */
  filled?: Pick<TicketFormValues, "subject" | "service">;
}

/** Opens a ticket for somebody, and shows it. */
export function OpenTicket({ choices, filled }: OpenTicketProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const trigger = useRef<HTMLButtonElement>(null);
  const open = useMutation(trpc.tickets.open.mutationOptions());
  useHotkeys({ c: () => trigger.current?.click() });
  const submit = async (values: TicketFormValues) => {
    const { number } = await open.mutateAsync(toFields(values));
    router.push(`/tickets/${encodeURIComponent(number)}`);
  };
  return (
    <FormSheet trigger={<Button ref={trigger} variant="primary"><Plus aria-hidden />New ticket<Kbd>C</Kbd></Button>} title="New ticket" description="For somebody who called or wrote. Everything can be changed afterwards." schema={ticketFormSchema} defaults={{ ...emptyTicket, ...filled }} isOpenAtFirst={filled !== undefined} submitLabel="Open ticket" onSubmit={submit}>
      <TicketFields choices={choices} />
    </FormSheet>
  );
}
