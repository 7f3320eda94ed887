"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { z } from "zod";
import type { RuleRow } from "#contract/alerts";
import { FormSheet } from "@/components/kit/form-sheet";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { useAct } from "@/components/alerts/use-act";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({
  name: z.string().trim().min(1, "Give it a name."),
  slug: z.string().trim().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "only lower-case letters, digits and hyphens"),
  metric: z.string().min(1, "Choose a metric."),
  comparison: z.enum(["above", "below"]),
  threshold: z.string().trim().regex(/^-?\d+(\.\d+)?$/, "is not a number"),
  window: z.string(),
  service: z.string().nullable(),
  severity: z.enum(["page", "ticket"]),
});
type Values = z.output<typeof schema>;

const windows = [["15", "15 minutes"], ["60", "1 hour"], ["360", "6 hours"], ["1440", "1 day"], ["10080", "7 days"], ["43200", "30 days"]].map(([value = "", label = ""]) => ({ value, label }));

export interface RuleFormProps {
  metrics: readonly { id: string; label: string; unit: string }[];
  services: readonly { slug: string; name: string }[];
}

export function RuleForm({ metrics, services }: RuleFormProps) {
  const trpc = useTRPC();
  const act = useAct();
  const create = useMutation(trpc.alerts.createRule.mutationOptions());
  const submit = ({ window, threshold, ...values }: Values) => act(() => create.mutateAsync({ ...values, threshold: Number(threshold), windowMinutes: Number(window) }), `${values.name} is watched from now on.`);
  return (
    <FormSheet trigger={<Button variant="primary"><Plus aria-hidden />New rule</Button>} title="New rule" description="Measured every minute. The threshold itself is still good." schema={schema} defaults={{ name: "", slug: "", metric: "", comparison: "above", threshold: "", window: "60", service: null, severity: "ticket" }} submitLabel="Create rule" onSubmit={submit}>
      <TextField name="name" label="Name" hint="The alert is called so." />
      <TextField name="slug" label="Slug" placeholder="many-tickets" />
      <ChoiceField name="metric" label="Metric" options={metrics.map(({ id, label, unit }) => ({ value: id, label: `${label} (${unit})` }))} />
      <ChoiceField name="comparison" label="Bad is" options={[{ value: "above", label: "above the threshold" }, { value: "below", label: "below the threshold" }]} />
      <TextField name="threshold" label="Threshold" hint="In the metric's unit: ratios from 0 to 1, durations in milliseconds." />
      <ChoiceField name="window" label="Measured over" options={windows} />
      <ChoiceField name="service" label="Service" noneLabel="all services" options={services.map(({ slug, name }) => ({ value: slug, label: name }))} />
      <ChoiceField name="severity" label="Severity" options={[{ value: "ticket", label: "ticket: tells the team's channels" }, { value: "page", label: "page: wakes who is on call" }]} />
    </FormSheet>
  );
}

export function RemoveRuleButton({ rule }: { rule: Pick<RuleRow, "slug" | "name"> }) {
  const trpc = useTRPC();
  const act = useAct();
  const remove = useMutation(trpc.alerts.removeRule.mutationOptions());
  return (
    <ConfirmDialog trigger={<Button variant="ghost" size="sm" icon aria-label={`Remove ${rule.name}`}><Trash2 aria-hidden /></Button>} title={`Remove ${rule.name}?`} confirmLabel="Remove rule" isDestructive onConfirm={() => act(() => remove.mutateAsync({ slug: rule.slug }), `${rule.name} is removed.`)}>
      If its alert fires, it ends within a minute.
    </ConfirmDialog>
  );
}
