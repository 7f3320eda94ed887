"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { toast } from "sonner";
import type { ExportSlos } from "#contract/slo";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { formatCount } from "@/lib/format";
import { useTRPC } from "@/lib/trpc";

function save({ fileName, text }: ExportSlos): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  Object.assign(document.createElement("a"), { href: url, download: fileName }).click();
  URL.revokeObjectURL(url);
}

/** Saves one SLO, or all of them, in a format of elsewhere. What a format cannot hold is said. */
export function ExportMenu({ slug }: { slug?: string }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const write = async (format: "openslo" | "prometheus") => {
    try {
      const found = await client.fetchQuery(trpc.slo.export.queryOptions({ format, ...(slug === undefined ? {} : { slug }) }, { staleTime: 0 }));
      const [first] = found.leftOut;
      if (found.slos === 0) return void toast.error(first ? `Nothing was saved: ${first.reason}.` : "There is nothing to save.");
      save(found);
      toast.success(`${formatCount(found.slos, "SLO", "SLOs")} saved as ${found.fileName}.`, first ? { description: `${found.leftOut.length} left out; ${first.slug}: ${first.reason}.` } : {});
    } catch (cause) {
      toast.error(cause instanceof Error ? cause.message : "It could not be saved. Try again.");
    }
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button size="sm"><Download aria-hidden /><span className="max-sm:sr-only">Export</span></Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => void write("openslo")}>OpenSLO v1</DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void write("prometheus")}>Prometheus rules</DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
