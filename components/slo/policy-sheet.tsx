"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import type { SloBudget } from "#contract/slo";
import { TextField } from "@/components/kit/fields";
import { FormSheet } from "@/components/kit/form-sheet";
import { policyDraftOf, policyDraftSchema } from "@/components/slo/policy-draft";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

/** At which shares of the budget left an SLO warns and freezes change. */
export function PolicySheet({ budget: { slug, version, policy } }: { budget: Pick<SloBudget, "slug" | "version" | "policy"> }) {
  const router = useRouter();
  const trpc = useTRPC();
  const save = useMutation(trpc.slo.setPolicy.mutationOptions());
  return (
    <FormSheet
      trigger={<Button size="sm"><Pencil aria-hidden />Edit policy</Button>}
      title="Error budget policy"
      description="It acts at each evaluation, and at once when it is saved."
      schema={policyDraftSchema}
      defaults={policyDraftOf(policy)}
      submitLabel="Save policy"
      onSubmit={async (values) => {
        await save.mutateAsync({ slug, version, ...values });
        toast.success("The policy was saved.");
        router.refresh();
      }}
    >
      <TextField name="warn" label="Warn at (% left)" isOptional hint="Told in the log of the SLO; nothing is frozen." />
      <TextField name="soft" label="Soft freeze at (% left)" isOptional hint="Risky changes wait; the owner is told." />
      <TextField name="hard" label="Hard freeze at (% left)" isOptional hint="Only fixes, unless somebody overrides it by name." />
      <p className="text-xs text-fg-3">The usual policy is 50, 25 and 0. An empty field leaves its step out.</p>
    </FormSheet>
  );
}
