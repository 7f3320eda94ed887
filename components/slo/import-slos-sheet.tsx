"use client";

import { useMutation } from "@tanstack/react-query";
import { sloLimits } from "#contract/slo";
import { ImportLines, YamlImportSheet } from "@/components/kit/yaml-import";
import { useTRPC } from "@/lib/trpc";

const example = 'version: prometheus/v1\nservice: checkout\nslos:\n  - name: availability\n    objective: 99.9\n    sli:\n      events:\n        error_query: sum(rate(http_requests_total{code=~"5.."}[{{.window}}]))\n        total_query: sum(rate(http_requests_total[{{.window}}]))\n';

/** Specs of elsewhere: what they become, what is wrong with them, and what of them is not carried over. */
export function ImportSlosSheet({ hasDemo }: { hasDemo: boolean }) {
  const { mutateAsync } = useMutation(useTRPC().slo.import.mutationOptions());
  return (
    <YamlImportSheet
      title="Import SLOs"
      description="An SLO is known by its name in the file: importing it again changes nothing."
      trigger="Import"
      fileLabel="Choose a file of OpenSLO or Sloth"
      fileHint="one or several YAML documents; up to 512 KiB"
      limitBytes={sloLimits.importBytes}
      example={example}
      noun={["SLO", "SLOs"]}
      hasDemo={hasDemo}
      send={(input) => mutateAsync(input)}
      detail={({ slos, rejections, notCarried }) => (
        <>
          <ImportLines title="SLOs" lines={slos.map(({ line, name, slug, outcome }) => ({ line, text: `${name} (${slug}): ${outcome}` }))} />
          <ImportLines title="Rejected" lines={rejections.map(({ line, reason }) => ({ line, text: reason }))} />
          <ImportLines title="Not carried over" lines={notCarried.map(({ line, path, reason }) => ({ line, text: `${path}: ${reason}` }))} />
        </>
      )}
    />
  );
}
