"use client";

import { useMutation } from "@tanstack/react-query";
import { catalogLimits } from "#contract/catalog";
import { ImportLines, YamlImportSheet } from "@/components/kit/yaml-import";
import { useTRPC } from "@/lib/trpc";

const example = "teams:\n  - slug: payments\n    name: Payments\nservices:\n  - name: Checkout\n    tier: 1\n    owner: payments\n    depends_on: [orders-db]\n";

/** The catalogue as a YAML list. */
export function ImportSheet({ hasDemo }: { hasDemo: boolean }) {
  const { mutateAsync } = useMutation(useTRPC().catalog.importCatalog.mutationOptions());
  return (
    <YamlImportSheet
      title="Import the catalogue"
      description="Entries are known by their slug: importing a list again changes nothing."
      trigger="Import YAML"
      fileLabel="Choose a YAML list"
      fileHint="teams, services, customers and goals; up to 512 KiB"
      limitBytes={catalogLimits.importBytes}
      example={example}
      noun={["entry", "entries"]}
      hasDemo={hasDemo}
      send={(input) => mutateAsync(input)}
      detail={({ rejections }) => <ImportLines title="Rejected" lines={rejections.map(({ line, reason }) => ({ line, text: reason }))} />}
    />
  );
}
