"use client";

import { useRouter } from "next/navigation";
import { z } from "zod";
import { runLimits } from "#contract/runbooks";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button, type ButtonProps } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";

const note = z.string().trim().max(runLimits.text);
const reason = z.string().trim().min(3, "Say why.").max(runLimits.text);
const evidence = z.string().trim().max(runLimits.evidence);
const withReason = z.object({ note: reason, evidence });
const withNote = z.object({ note, evidence });

export interface Said {
  note: string;
  evidence: string;
}

export interface StepSheetProps {
  words: string;
  description: string;
  label: string;
  variant?: ButtonProps["variant"];
  size?: ButtonProps["size"];
  needsReason?: boolean;
  hasEvidence?: boolean;
  onSubmit: (said: Said) => Promise<unknown>;
}

/** A word on a step or a run: a note or a reason, and what was seen. */
export function StepSheet({ words, description, label, variant = "outline", size = "sm", needsReason = false, hasEvidence = false, onSubmit }: StepSheetProps) {
  const router = useRouter();
  const submit = async (said: Said) => {
    await onSubmit(said);
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button variant={variant} size={size}>{words}</Button>} title={words} description={description} schema={needsReason ? withReason : withNote} defaults={{ note: "", evidence: "" }} submitLabel={words} onSubmit={submit}>
      <Field name="note" label={label} isOptional={!needsReason}>{(control) => <Textarea rows={3} {...control} />}</Field>
      {hasEvidence ? <Field name="evidence" label="Evidence" isOptional hint="Output, figures or an address, as you saw them.">{(control) => <Textarea rows={6} className="font-mono text-xs" {...control} />}</Field> : null}
    </FormSheet>
  );
}
