"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus, RefreshCw, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useController, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { calendarModes, externalLimits, type CalendarSource, type ExternalCalendarRow } from "#contract/maintenance";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { FileDrop } from "@/components/kit/file-drop";
import { FormSheet } from "@/components/kit/form-sheet";
import { useAct } from "@/hooks/use-act";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/format";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({ name: z.string().trim().min(1, "Give it a name."), mode: z.enum(calendarModes), zone: z.string().trim().min(1, "Name a zone."), kind: z.enum(["url", "file"]), url: z.string(), file: z.custom<File>((value) => typeof File !== "undefined" && value instanceof File).nullable() });
type Values = z.output<typeof schema>;

const modes = [{ value: "busy", label: "Busy: shown, and a slot keeps clear of it" }, { value: "soft", label: "Soft freeze: warns" }, { value: "hard", label: "Hard freeze: blocks" }];
const kinds = [{ value: "url", label: "An address, read every hour" }, { value: "file", label: "A file" }];

function SourceFields({ isKept }: { isKept: boolean }) {
  const kind = useWatch<Values, "kind">({ name: "kind" });
  const { field } = useController<Values, "file">({ name: "file" });
  if (kind === "url") return <TextField name="url" label="Address" type="url" isOptional={isKept} placeholder="https://calendar.example.com/holidays.ics" hint={isKept ? "Left empty, the sealed address stays." : "Kept sealed; afterwards only its host is shown."} />;
  return <FileDrop label={isKept ? "Another file" : "Calendar file"} hint="iCalendar (.ics), up to 900 kB" extensions={[".ics"]} limitBytes={externalLimits.textBytes} files={field.value ? [field.value] : []} onFiles={(files) => field.onChange(files[0] ?? null)} />;
}

/** What the form says of the source; undefined = it stays as it is. */
async function sourceOf({ kind, url, file }: Values): Promise<CalendarSource | undefined> {
  if (kind === "url") return url.trim() === "" ? undefined : { kind, url: url.trim() };
  return file === null ? undefined : { kind, text: await file.text() };
}

function tell(name: string, { events, error }: { events: number; error: string | null }): void {
  if (error === null) toast.success(`${name}: ${formatCount(events, "time")} read.`);
  else toast.warning(`${name}: ${error}`);
}

/** A calendar to add, or one to change. */
export function ExternalForm({ calendar, zone }: { calendar?: ExternalCalendarRow; zone: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const add = useMutation(trpc.maintenance.addCalendar.mutationOptions());
  const update = useMutation(trpc.maintenance.updateCalendar.mutationOptions());
  const submit = async (values: Values) => {
    const { name, mode } = values;
    const source = await sourceOf(values);
    if (calendar) tell(name, await update.mutateAsync({ id: calendar.id, version: calendar.version, name, mode, zone: values.zone, source }));
    else if (source) tell(name, await add.mutateAsync({ name, mode, zone: values.zone, source }));
    else throw new Error(values.kind === "url" ? "Give the address of the calendar." : "Choose the calendar's file.");
    router.refresh();
  };
  const defaults: z.input<typeof schema> = { name: calendar?.name ?? "", mode: calendar?.mode ?? "busy", zone: calendar?.zone ?? zone, kind: calendar?.host === null ? "file" : "url", url: "", file: null };
  const trigger = calendar ? <Button size="sm">Edit<span className="sr-only"> {calendar.name}</span></Button> : <Button className="justify-self-start"><Plus aria-hidden />Add calendar</Button>;
  return (
    <FormSheet trigger={trigger} title={calendar ? calendar.name : "Add a calendar"} description="Read-only: holidays, fairs, freezes of a partner. Planned work keeps clear of it." schema={schema} defaults={defaults} submitLabel={calendar ? "Save calendar" : "Add calendar"} onSubmit={submit}>
      <TextField name="name" label="Name" placeholder="Public holidays" />
      <ChoiceField name="mode" label="Its times are" options={modes} />
      <ChoiceField name="kind" label="Source" options={kinds} />
      <SourceFields isKept={calendar !== undefined} />
      <TextField name="zone" label="Zone" hint="For whole days, and for times that name no zone of their own." />
    </FormSheet>
  );
}

export function RefreshCalendarButton({ calendar }: { calendar: Pick<ExternalCalendarRow, "id" | "name"> }) {
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useMutation(trpc.maintenance.refreshCalendar.mutationOptions({
    onSuccess: (result) => {
      tell(calendar.name, result);
      router.refresh();
    },
    onError: (error) => toast.error(error.message),
  }));
  return <Button size="sm" icon variant="ghost" disabled={refresh.isPending} aria-label={`Read ${calendar.name} now`} onClick={() => refresh.mutate({ id: calendar.id })}><RefreshCw aria-hidden /></Button>;
}

export function RemoveCalendarButton({ calendar }: { calendar: Pick<ExternalCalendarRow, "id" | "name"> }) {
  const trpc = useTRPC();
  const act = useAct();
  const remove = useMutation(trpc.maintenance.removeCalendar.mutationOptions());
  return (
    <ConfirmDialog trigger={<Button variant="ghost" size="sm" icon aria-label={`Remove ${calendar.name}`}><Trash2 aria-hidden /></Button>} title={`Remove ${calendar.name}?`} confirmLabel="Remove calendar" isDestructive onConfirm={() => act(() => remove.mutateAsync({ id: calendar.id }), `${calendar.name} is removed.`)}>
      Planned work is no longer kept clear of its times.
    </ConfirmDialog>
  );
}
