"use client";

import { useMutation } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, Eye, EyeOff, History, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import type { ComponentRow } from "#contract/status";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : "That did not work. Try again.");

/** Moves a component by one place. `ids` is the whole order. */
export function MoveComponent({ ids, index, name }: { ids: readonly string[]; index: number; name: string }) {
  const router = useRouter();
  const order = useMutation(useTRPC().status.orderComponents.mutationOptions({ onSuccess: () => router.refresh(), onError: (error) => toast.error(messageOf(error)) }));
  const move = (step: -1 | 1) => {
    const next = ids.toSpliced(index, 1).toSpliced(index + step, 0, ids[index] ?? "");
    order.mutate({ ids: next });
  };
  return (
    <span className="inline-flex">
      <Button variant="ghost" size="sm" icon aria-label={`Move ${name} up`} disabled={index === 0 || order.isPending} onClick={() => move(-1)}><ArrowUp aria-hidden /></Button>
      <Button variant="ghost" size="sm" icon aria-label={`Move ${name} down`} disabled={index === ids.length - 1 || order.isPending} onClick={() => move(1)}><ArrowDown aria-hidden /></Button>
    </span>
  );
}

/** Shows a component to the public or hides it; its history goes on either way. */
export function ShowComponent({ row }: { row: ComponentRow }) {
  const router = useRouter();
  const { id, version, name, isPublic } = row;
  const update = useMutation(useTRPC().status.updateComponent.mutationOptions({ onSuccess: () => router.refresh(), onError: (error) => toast.error(messageOf(error)) }));
  const label = isPublic ? `Hide ${name}` : `Show ${name}`;
  return <Button variant="ghost" size="sm" icon aria-label={label} disabled={update.isPending} onClick={() => update.mutate({ id, version, isPublic: !isPublic })}>{isPublic ? <EyeOff aria-hidden /> : <Eye aria-hidden />}</Button>;
}

export function RebuildHistory({ row }: { row: ComponentRow }) {
  const router = useRouter();
  const rebuild = useMutation(useTRPC().status.rebuildHistory.mutationOptions());
  const run = async () => {
    const { days } = await rebuild.mutateAsync({ id: row.id });
    toast.success(days === 1 ? "One day was computed anew." : `${days} days were computed anew.`);
    router.refresh();
  };
  return (
    <ConfirmDialog trigger={<Button variant="ghost" size="sm" icon aria-label={`Compute the history of ${row.name} anew`}><History aria-hidden /></Button>} title={`Compute the history of ${row.name} anew?`} confirmLabel="Compute anew" onConfirm={run}>
      Its days are computed from all that is stored of its present monitors, so that late data counts. Days that these monitors never saw stay as they are.
    </ConfirmDialog>
  );
}

export function RemoveComponent({ row }: { row: ComponentRow }) {
  const router = useRouter();
  const remove = useMutation(useTRPC().status.removeComponent.mutationOptions());
  const run = async () => {
    await remove.mutateAsync({ id: row.id, version: row.version });
    toast.success(`${row.name} was removed.`);
    router.refresh();
  };
  return (
    <ConfirmDialog trigger={<Button variant="ghost" size="sm" icon aria-label={`Remove ${row.name}`}><Trash2 aria-hidden /></Button>} title={`Remove ${row.name}?`} confirmLabel="Remove component" isDestructive onConfirm={run}>
      Its {row.keptDays === 1 ? "one day" : `${row.keptDays} days`} of history go with it and cannot be brought back. To keep them, hide it instead.
    </ConfirmDialog>
  );
}
