"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import type { FreezeRow } from "#contract/maintenance";
import { TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const reason = z.string().trim().min(3, "Say why.").max(500);
const liftSchema = z.object({ reason });
const exemptSchema = z.object({ number: z.string().trim().regex(/^(?:MW-)?\d{1,9}$/i, "A window is named like MW-12."), reason });

export function LiftFreeze({ freeze }: { freeze: Pick<FreezeRow, "id" | "version" | "title"> }) {
  const router = useRouter();
  const trpc = useTRPC();
  const lift = useMutation(trpc.maintenance.liftFreeze.mutationOptions());
  const submit = async (values: z.output<typeof liftSchema>) => {
    await lift.mutateAsync({ id: freeze.id, version: freeze.version, ...values });
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button variant="ghost" size="sm">Lift</Button>} title={`Lift ${freeze.title}`} description="It ends now, with all its repetitions. The audit log keeps the reason." schema={liftSchema} defaults={{ reason: "" }} submitLabel="Lift freeze" onSubmit={submit}>
      <Field name="reason" label="Why">{(control) => <Textarea rows={3} {...control} />}</Field>
    </FormSheet>
  );
}

export interface ExemptWindowProps {
  freeze: Pick<FreezeRow, "id" | "title">;
  /** Window to start from, and whether the form is open already. */
  number: string;
  isOpenAtFirst: boolean;
}

/** Lets one window go ahead in spite of a freeze. */
export function ExemptWindow({ freeze, number, isOpenAtFirst }: ExemptWindowProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const exempt = useMutation(trpc.maintenance.exempt.mutationOptions());
  const submit = async (values: z.output<typeof exemptSchema>) => {
    await exempt.mutateAsync({ id: freeze.id, number: Number(values.number.replace(/^MW-/i, "")), reason: values.reason });
    router.replace("/maintenance/freezes");
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button size="sm">Exempt</Button>} title={`Exempt from ${freeze.title}`} description="This one window may go ahead. Its record and the freeze name you and the reason." schema={exemptSchema} defaults={{ number, reason: "" }} submitLabel="Exempt window" isOpenAtFirst={isOpenAtFirst} onSubmit={submit}>
      <TextField name="number" label="Window" placeholder="MW-12" />
      <Field name="reason" label="Why it cannot wait">{(control) => <Textarea rows={3} {...control} />}</Field>
    </FormSheet>
  );
}
