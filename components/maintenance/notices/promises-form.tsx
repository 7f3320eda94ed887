"use client";

import { useMutation } from "@tanstack/react-query";
import { z } from "zod";
import type { NoticePromiseHours } from "#contract/maintenance";
import { TextField } from "@/components/kit/fields";
import { FormSheet } from "@/components/kit/form-sheet";
import { useAct } from "@/hooks/use-act";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

const tiers = ["enterprise", "business", "free"] as const;
const serviceTiers = ["1", "2", "3", "4"] as const;
const hours = z.string().trim().refine((text) => text === "" || (/^\d{1,4}$/.test(text) && Number(text) <= 1_440), "Hours, up to 1440.");
const schema = z.object({ enterprise: hours, business: hours, free: hours, "1": hours, "2": hours, "3": hours, "4": hours });
type Values = z.output<typeof schema>;

const given = <Name extends keyof Values>(values: Values, names: readonly Name[]): Partial<Record<Name, number>> => Object.fromEntries(names.filter((name) => values[name] !== "").map((name) => [name, Number(values[name])])) as Partial<Record<Name, number>>;

/** How many hours before planned work people are promised to know. */
export function PromisesForm({ promises }: { promises: NoticePromiseHours }) {
  const trpc = useTRPC();
  const act = useAct();
  const set = useMutation(trpc.maintenance.setNoticePromises.mutationOptions());
  const text = (value: number | undefined): string => (value === undefined ? "" : String(value));
  const { customers, services } = promises;
  const defaults: Values = { enterprise: text(customers.enterprise), business: text(customers.business), free: text(customers.free), "1": text(services["1"]), "2": text(services["2"]), "3": text(services["3"]), "4": text(services["4"]) };
  return (
    <FormSheet trigger={<Button>Promise notice</Button>} title="Promised notice" description="Hours before planned work at which people are promised to know. Left empty, nothing is promised. The longest promise that somebody holds counts." schema={schema} defaults={defaults} submitLabel="Save promises" onSubmit={(values) => act(() => set.mutateAsync({ customers: given(values, tiers), services: given(values, serviceTiers) }), "The promises are saved.")}>
      <fieldset className="grid gap-3 sm:grid-cols-3"><legend className="mb-1.5 text-sm font-medium">By the tier of the customer</legend>{tiers.map((tier) => <TextField key={tier} name={tier} label={tier} />)}</fieldset>
      <fieldset className="grid grid-cols-2 gap-3 sm:grid-cols-4"><legend className="mb-1.5 text-sm font-medium">By the tier of the service</legend>{serviceTiers.map((tier) => <TextField key={tier} name={tier} label={`Tier ${tier}`} />)}</fieldset>
    </FormSheet>
  );
}
