"use client";

import { useMutation } from "@tanstack/react-query";
import { Siren } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import type { AlertRow } from "#contract/alerts";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

export interface DeclareButtonProps {
  alert: Pick<AlertRow, "number" | "title" | "severity" | "service" | "startedAt">;
}

/** Makes an incident of an alert: it begins when the alert began, and stops the escalation as an acknowledgement does. */
export function DeclareButton({ alert }: DeclareButtonProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const declare = useMutation(trpc.incidents.declare.mutationOptions());
  const confirm = async () => {
    const { number } = await declare.mutateAsync({
      title: alert.title.slice(0, 160), severity: alert.severity === "page" ? "sev2" : "sev3", services: alert.service ? [alert.service.slug] : [], startedAt: alert.startedAt, detectedBy: "alert", alerts: [alert.number],
    });
    toast.success(`INC-${number} is declared.`);
    router.refresh();
  };
  const trigger = (
    <Button size="lg">
      <Siren aria-hidden />
      Declare an incident
    </Button>
  );
  return (
    <ConfirmDialog trigger={trigger} title="Declare an incident of this alert?" confirmLabel="Declare incident" onConfirm={confirm}>
      It begins in triage as {alert.severity === "page" ? "SEV2" : "SEV3"}, at the time at which the alert began. Severity and roles can be changed afterwards.
    </ConfirmDialog>
  );
}
