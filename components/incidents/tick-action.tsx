"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import type { IncidentAction } from "#contract/incidents";
import { Checkbox } from "@/components/ui/checkbox";
import { useTRPC } from "@/lib/trpc";

/** Ticks an action off, or opens it again. */
export function TickAction({ action }: { action: Pick<IncidentAction, "id" | "version" | "doneAt" | "title"> }) {
  const router = useRouter();
  const trpc = useTRPC();
  const change = useMutation(trpc.incidents.changeAction.mutationOptions({ onSuccess: () => router.refresh(), onError: (error) => void toast.error(error.message) }));
  return <Checkbox aria-label={`${action.title}: done`} checked={action.doneAt !== null} disabled={change.isPending} onCheckedChange={(isDone) => change.mutate({ id: action.id, version: action.version, isDone: isDone === true })} />;
}
