"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil, Plus } from "lucide-react";
import type { CalendarView } from "#contract/sla";
import { TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { calendarDraft, calendarOf, draftOfCalendar, emptyCalendar } from "@/components/sla/calendar-draft";
import { useAct } from "@/hooks/use-act";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const days = [["mon", "Monday"], ["tue", "Tuesday"], ["wed", "Wednesday"], ["thu", "Thursday"], ["fri", "Friday"], ["sat", "Saturday"], ["sun", "Sunday"]] as const;

/** Adds a calendar, or changes one from now on. */
export function CalendarSheet({ calendar, zone }: { calendar?: CalendarView; zone: string }) {
  const trpc = useTRPC();
  const act = useAct();
  const create = useMutation(trpc.sla.createCalendar.mutationOptions());
  const update = useMutation(trpc.sla.updateCalendar.mutationOptions());
  const trigger = calendar ? <Button size="sm" aria-label={`Edit ${calendar.name}`}><Pencil aria-hidden />Edit</Button> : <Button variant="primary"><Plus aria-hidden />New calendar</Button>;
  return (
    <FormSheet
      trigger={trigger}
      title={calendar ? calendar.name : "New calendar"}
      description="The hours in which clocks run. Time that has elapsed keeps counting by the old hours."
      schema={calendarDraft}
      defaults={calendar ? draftOfCalendar(calendar) : emptyCalendar(zone)}
      submitLabel={calendar ? "Save calendar" : "Add calendar"}
      onSubmit={(values) => act(() => (calendar ? update.mutateAsync({ ...calendarOf(values), id: calendar.id, version: calendar.version }) : create.mutateAsync(calendarOf(values))), "The calendar is saved.")}
    >
      <TextField name="name" label="Name" placeholder="Berlin office" />
      <TextField name="zone" label="Time zone" hint="As in Europe/Berlin. Hours are those of its wall clock, also when the clocks change." />
      <fieldset className="grid gap-3">
        <legend className="mb-2 text-sm font-medium">Open hours; empty is closed, 00:00-24:00 is all day</legend>
        {days.map(([name, label]) => <TextField key={name} name={name} label={label} />)}
      </fieldset>
      <Field name="holidays" label="Holidays" hint="One a line: 2026-12-25 Christmas. Shortened: 2026-12-24 Christmas Eve, open 09:00-12:00" isOptional>{(control) => <Textarea rows={5} {...control} />}</Field>
      <Field name="since" label="Holds since" hint="Empty: from now on." isOptional>{(control) => <Input {...control} type="date" size="lg" />}</Field>
    </FormSheet>
  );
}
