"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import type { PlanDetail, RunPurpose } from "#contract/changes";
import { Banner } from "@/components/kit/banner";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

const openWindow = ["approved", "announced", "in_progress", "verifying"];
const schema = z.object({ purpose: z.enum(["change", "test", "rehearsal"]), window: z.string().nullable(), values: z.record(z.string(), z.string().max(500)) });
type Values = z.output<typeof schema>;

function purposesOf({ obstacles, row }: PlanDetail): { value: RunPurpose; label: string }[] {
  const hasTest = row.stages.includes("test");
  return [
    ...(obstacles.length === 0 ? [{ value: "change" as const, label: "the change, all stages" }] : []),
    ...(hasTest ? [{ value: "test" as const, label: "the test stage alone" }, { value: "rehearsal" as const, label: "a rehearsal: test, then the way back" }] : []),
  ];
}

/** Starts a run: what of the plan, with which values, in which window. */
export function StartRun({ detail }: { detail: PlanDetail }) {
  const router = useRouter();
  const trpc = useTRPC();
  const start = useMutation(trpc.changes.start.mutationOptions());
  const purposes = purposesOf(detail);
  const { row, variables, windows, obstacles } = detail;
  const first = purposes[0];
  if (first === undefined || row.status === "retired") return null;
  const submit = async ({ purpose, window, values }: Values) => {
    const { number } = await start.mutateAsync({ number: row.number, version: row.version, purpose, variables: values, window: window === null || window === "" ? null : Number(window) });
    router.push(`/changes/runs/${number}`);
  };
  const usable = windows.filter(({ status }) => openWindow.includes(status));
  return (
    <FormSheet trigger={<Button variant={obstacles.length === 0 ? "primary" : "outline"}>Start run</Button>} title="Start a run" description="It keeps the plan as it stands now; editing the plan changes nothing under way." schema={schema} defaults={{ purpose: first.value, window: null, values: Object.fromEntries(variables.map(({ name, value }) => [name, value])) }} submitLabel="Start run" onSubmit={submit}>
      {obstacles.length === 0 ? null : <Banner tone="warn" title="The change itself cannot start yet.">{obstacles.join(" ")}</Banner>}
      <ChoiceField name="purpose" label="Run" options={purposes} />
      {usable.length === 0 ? null : <ChoiceField name="window" label="In the window" noneLabel="none" options={usable.map(({ number, title }) => ({ value: String(number), label: `MW-${number} ${title}` }))} hint="It begins with the run, if it has not begun." />}
      {variables.map(({ name }) => <TextField key={name} name={`values.${name}`} label={name} />)}
    </FormSheet>
  );
}
