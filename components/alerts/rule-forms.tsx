"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { z } from "zod";
import type { RuleRow } from "#contract/alerts";
import { FormSheet } from "@/components/kit/form-sheet";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { useAct } from "@/hooks/use-act";
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
  team: z.string().nullable(),
  runbook: z.string().trim().max(120),
  severity: z.enum(["page", "ticket"]),
  state: z.enum(["on", "off"]),
});
type Values = z.output<typeof schema>;

const choices = (all: readonly { slug: string; name: string }[]) => all.map(({ slug, name }) => ({ value: slug, label: name }));
const windows = [["15", "15 minutes"], ["60", "1 hour"], ["360", "6 hours"], ["1440", "1 day"], ["10080", "7 days"], ["43200", "30 days"]].map(([value = "", label = ""]) => ({ value, label }));

const fresh: z.input<typeof schema> = { name: "", slug: "", metric: "", comparison: "above", threshold: "", window: "60", service: null, team: null, runbook: "", severity: "ticket", state: "on" };
const valuesOf = ({ windowMinutes, threshold, service, team, runbook, isEnabled, ...rule }: RuleRow): z.input<typeof schema> => ({ ...fresh, ...rule, threshold: String(threshold), window: String(windowMinutes), service: service?.slug ?? null, team: team?.slug ?? null, runbook: runbook ?? "", state: isEnabled ? "on" : "off" });

export interface RuleFormProps {
  /** The rule to change; without one a new rule is made. */
  rule?: RuleRow;
  metrics: readonly { id: string; label: string; unit: string }[];
  services: readonly { slug: string; name: string }[];
  teams: readonly { slug: string; name: string }[];
}

/** A window that none of the choices names is kept as it is. */
const windowsWith = (minutes: string) => (windows.some(({ value }) => value === minutes) ? windows : [...windows, { value: minutes, label: `${minutes} minutes` }]);

export function RuleForm({ rule, metrics, services, teams }: RuleFormProps) {
  const trpc = useTRPC();
  const act = useAct();
  const create = useMutation(trpc.alerts.createRule.mutationOptions());
  const update = useMutation(trpc.alerts.updateRule.mutationOptions());
  const defaults = rule ? valuesOf(rule) : fresh;
  const submit = ({ window, threshold, state, runbook, ...values }: Values) => {
    const input = { ...values, threshold: Number(threshold), windowMinutes: Number(window), runbook: runbook === "" ? null : runbook, isEnabled: state === "on" };
    return act(() => (rule ? update.mutateAsync({ ...input, version: rule.version }) : create.mutateAsync(input)), input.isEnabled ? `${values.name} is watched from now on.` : `${values.name} is kept, and not watched.`);
  };
  const trigger = rule ? <Button size="sm">Edit<span className="sr-only"> {rule.name}</span></Button> : <Button variant="primary"><Plus aria-hidden />New rule</Button>;
  return (
    <FormSheet trigger={trigger} title={rule ? rule.name : "New rule"} description="Measured every minute. The threshold itself is still good." schema={schema} defaults={defaults} submitLabel={rule ? "Save rule" : "Create rule"} onSubmit={submit}>
      <TextField name="name" label="Name" hint="The alert is called so." />
      {rule ? null : <TextField name="slug" label="Slug" placeholder="many-tickets" />}
      <ChoiceField name="metric" label="Metric" options={metrics.map(({ id, label, unit }) => ({ value: id, label: `${label} (${unit})` }))} />
      <ChoiceField name="comparison" label="Bad is" options={[{ value: "above", label: "above the threshold" }, { value: "below", label: "below the threshold" }]} />
      <TextField name="threshold" label="Threshold" hint="In the metric's unit: ratios from 0 to 1, durations in milliseconds." />
      <ChoiceField name="window" label="Measured over" options={windowsWith(String(defaults.window))} />
      <ChoiceField name="service" label="Service" noneLabel="all services" options={choices(services)} />
      <ChoiceField name="team" label="Team that is told" noneLabel="the service's" options={choices(teams)} />
      <ChoiceField name="severity" label="Severity" options={[{ value: "ticket", label: "ticket: tells the team's channels" }, { value: "page", label: "page: wakes who is on call" }]} />
      <TextField name="runbook" label="Runbook" hint="Its slug, as in the address of its page." isOptional />
      <ChoiceField name="state" label="Watched" options={[{ value: "on", label: "yes" }, { value: "off", label: "no, kept for later" }]} />
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
