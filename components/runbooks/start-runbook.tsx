"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { runLimits, type RunbookSteps, type RunSubject } from "#contract/runbooks";
import { TextField } from "@/components/kit/fields";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button, type ButtonProps } from "@/components/ui/button";
import { formatCount } from "@/lib/format";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({ values: z.record(z.string(), z.string().max(runLimits.value)) });

export interface StartRunbookProps {
  runbook: Pick<RunbookSteps, "slug" | "title" | "variables"> & { steps: number };
  subject: (RunSubject & { title: string }) | null;
  size?: ButtonProps["size"];
  variant?: ButtonProps["variant"];
}

/** Starts a run, asking for what the runbook asks for. */
export function StartRunbook({ runbook, subject, size = "md", variant = "primary" }: StartRunbookProps) {
  const router = useRouter();
  const start = useMutation(useTRPC().runbooks.start.mutationOptions());
  const { slug, title, variables, steps } = runbook;
  const submit = async ({ values }: z.output<typeof schema>) => {
    const { number } = await start.mutateAsync({ slug, variables: values, subject: subject === null ? null : { type: subject.type, number: subject.number } });
    router.push(`/runbooks/runs/${number}`);
  };
  const what = subject === null ? "" : ` It is kept with “${subject.title}”.`;
  return (
    <FormSheet trigger={<Button size={size} variant={variant}>Start run</Button>} title={`Start “${title}”`} description={`${formatCount(steps, "step")}, as the text stands now.${what}`} schema={schema} defaults={{ values: Object.fromEntries(variables.map(({ name, value }) => [name, value])) }} submitLabel="Start run" onSubmit={submit}>
      {variables.length === 0 ? <p className="text-sm text-fg-2">It asks for nothing.</p> : null}
      {variables.map(({ name, mark, label }) => <TextField key={name} name={`values.${name}`} label={label === "" ? name : label} isOptional={mark === "shell"} hint={mark === "shell" ? `Stands as $${name} in the commands; left empty it stays so.` : `Stands as {{${name}}} in the steps.`} />)}
    </FormSheet>
  );
}
