"use client";

import { Trash2 } from "lucide-react";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import type { CustomerDetail, GoalRow, TeamDetail } from "#contract/catalog";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

interface RemoveProps {
  name: string;
  noun: string;
  isSmall?: boolean;
  remove: () => Promise<void>;
}

function RemoveDialog({ name, noun, isSmall = false, remove }: RemoveProps) {
  const trigger = isSmall ? (
    <Button variant="ghost" size="sm" icon aria-label={`Remove ${name}`}>
      <Trash2 aria-hidden />
    </Button>
  ) : (
    <Button>
      <Trash2 aria-hidden />
      Remove
    </Button>
  );
  return (
    <ConfirmDialog trigger={trigger} title={`Remove ${name}?`} confirmLabel={`Remove ${noun}`} isDestructive onConfirm={remove}>
      It cannot be brought back; the audit keeps what it was.
    </ConfirmDialog>
  );
}

export function RemoveTeam({ team }: { team: Pick<TeamDetail, "slug" | "name" | "version"> }) {
  const router = useRouter();
  const trpc = useTRPC();
  const remove = useMutation(trpc.catalog.removeTeam.mutationOptions());
  const run = async () => {
    await remove.mutateAsync({ slug: team.slug, version: team.version });
    toast.success(`${team.name} was removed.`);
    router.push("/teams");
  };
  return <RemoveDialog name={team.name} noun="team" remove={run} />;
}

export function RemoveCustomer({ customer }: { customer: Pick<CustomerDetail, "slug" | "name" | "version"> }) {
  const router = useRouter();
  const trpc = useTRPC();
  const remove = useMutation(trpc.catalog.removeCustomer.mutationOptions());
  const run = async () => {
    await remove.mutateAsync({ slug: customer.slug, version: customer.version });
    toast.success(`${customer.name} was removed.`);
    router.push("/customers");
  };
  return <RemoveDialog name={customer.name} noun="customer" remove={run} />;
}

export function RemoveGoal({ goal }: { goal: Pick<GoalRow, "id" | "title" | "version"> }) {
  const router = useRouter();
  const trpc = useTRPC();
  const remove = useMutation(trpc.catalog.removeGoal.mutationOptions());
  const run = async () => {
    await remove.mutateAsync({ id: goal.id, version: goal.version });
    toast.success("The goal was removed.");
    router.refresh();
  };
  return <RemoveDialog name={goal.title} noun="goal" isSmall remove={run} />;
}
