"use client";

import { useMutation } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import type { MonitorDetail } from "#contract/monitors";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { BeatDialog } from "@/components/monitors/beat-dialog";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

export interface MonitorActionsProps {
  monitor: Pick<MonitorDetail, "slug" | "name" | "isPaused">;
  version: number;
  isHeartbeat: boolean;
}

export function MonitorActions({ monitor, version, isHeartbeat }: MonitorActionsProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const { slug, name, isPaused } = monitor;
  const onError = (error: { message: string }): void => void toast.error(error.message);
  const pause = useMutation(trpc.monitors.pause.mutationOptions({ onError, onSuccess: () => router.refresh() }));
  const archive = useMutation(trpc.monitors.archive.mutationOptions());
  const rotate = useMutation(trpc.monitors.rotateBeat.mutationOptions());
  const [path, setPath] = useState<string | null>(null);
  return (
    <>
      <Button size="sm" disabled={pause.isPending} onClick={() => pause.mutate({ slug, version, isPaused: !isPaused })}>
        {isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
        {isPaused ? "Go on" : "Pause"}
      </Button>
      {isHeartbeat ? (
        <ConfirmDialog trigger={<Button size="sm">New token</Button>} title={`Give ${name} a new address?`} confirmLabel="Make a new address" onConfirm={async () => setPath((await rotate.mutateAsync({ slug, version })).beatPath)}>
          The address that is in use now is refused from then on.
        </ConfirmDialog>
      ) : null}
      <ConfirmDialog
        trigger={<Button size="sm" variant="ghost">Archive</Button>}
        title={`Archive ${name}?`}
        confirmLabel="Archive monitor"
        isDestructive
        onConfirm={async () => {
          await archive.mutateAsync({ slug, version });
          router.push("/monitors");
        }}
      >
        It is not checked any more and leaves the list. Its outages stay in the figures of the past.
      </ConfirmDialog>
      {path === null ? null : <BeatDialog path={path} onClose={() => { setPath(null); router.refresh(); }} />}
    </>
  );
}
