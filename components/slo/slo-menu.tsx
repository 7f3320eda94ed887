"use client";

import { useMutation } from "@tanstack/react-query";
import { Archive, Ellipsis, Pause, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { useTRPC } from "@/lib/trpc";

export interface SloMenuProps {
  slo: { slug: string; title: string; version: number; isPaused: boolean };
}

/** Pause, resume and archive. */
export function SloMenu({ slo: { slug, title, version, isPaused } }: SloMenuProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const [asked, setAsked] = useState<"pause" | "archive" | null>(null);
  const pause = useMutation(trpc.slo.pause.mutationOptions());
  const archive = useMutation(trpc.slo.archive.mutationOptions());
  const togglePause = async () => {
    await pause.mutateAsync({ slug, version, isPaused: !isPaused });
    toast.success(isPaused ? "The SLO is evaluated again." : "The SLO is paused.");
    router.refresh();
  };
  const archiveNow = async () => {
    await archive.mutateAsync({ slug });
    toast.success(`${title} was archived.`);
    router.push("/slos");
  };
  const closeOf = (open: boolean) => (open ? undefined : setAsked(null));
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="sm" icon aria-label="More">
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => setAsked("pause")}>
            {isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
            {isPaused ? "Resume" : "Pause"}
          </DropdownMenuItem>
          <DropdownMenuItem tone="destructive" onSelect={() => setAsked("archive")}>
            <Archive aria-hidden />
            Archive
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <ConfirmDialog open={asked === "pause"} onOpenChange={closeOf} title={isPaused ? `Resume ${title}?` : `Pause ${title}?`} confirmLabel={isPaused ? "Resume SLO" : "Pause SLO"} onConfirm={togglePause}>
        {isPaused ? "Its status and its alerts are worked out again, over everything that was measured meanwhile." : "Its data goes on being kept, but it has no status and raises no alert until it is resumed."}
      </ConfirmDialog>
      <ConfirmDialog open={asked === "archive"} onOpenChange={closeOf} title={`Archive ${title}?`} confirmLabel="Archive SLO" isDestructive onConfirm={archiveNow}>
        It leaves lists, evaluation and reports. Its definition and what it measured stay on record.
      </ConfirmDialog>
    </>
  );
}
