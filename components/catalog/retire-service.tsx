"use client";

import { useMutation } from "@tanstack/react-query";
import { Archive } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import type { ServiceDetail } from "#contract/catalog";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

export function RetireService({ service }: { service: Pick<ServiceDetail, "slug" | "name" | "version"> }) {
  const router = useRouter();
  const trpc = useTRPC();
  const archive = useMutation(trpc.catalog.archiveService.mutationOptions());
  return (
    <ConfirmDialog
      trigger={
        <Button>
          <Archive aria-hidden />
          Retire
        </Button>
      }
      title={`Retire ${service.name}?`}
      confirmLabel="Retire service"
      isDestructive
      onConfirm={async () => {
        await archive.mutateAsync({ slug: service.slug, version: service.version });
        toast.success(`${service.name} is retired.`);
        router.refresh();
      }}
    >
      It leaves the lists. Its tickets, outages and runbooks stay, and editing its lifecycle brings it back.
    </ConfirmDialog>
  );
}
