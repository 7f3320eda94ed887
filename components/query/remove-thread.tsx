"use client";

import { useMutation } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

export interface RemoveThreadProps {
  id: string;
  title: string;
}

/** Forgets a conversation, after asking. */
export function RemoveThread({ id, title }: RemoveThreadProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const remove = useMutation(trpc.query.deleteThread.mutationOptions({ onSuccess: () => router.refresh() }));
  return (
    <ConfirmDialog
      trigger={<Button size="sm" variant="ghost" icon aria-label={`Delete "${title}"`}><Trash2 aria-hidden /></Button>}
      title="Delete this conversation?"
      confirmLabel="Delete conversation"
      isDestructive
      onConfirm={async () => void (await remove.mutateAsync({ id }))}
    >
      <q className="wrap-anywhere">{title}</q> leaves your list and cannot be continued. The answers that were given stay in the record.
    </ConfirmDialog>
  );
}
