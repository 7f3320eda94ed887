"use client";

import { useMutation } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { sloLimits, type ImportSlos } from "#contract/slo";
import { Banner } from "@/components/kit/banner";
import { FileDrop } from "@/components/kit/file-drop";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle, SheetTrigger } from "@/components/ui/sheet";
import { formatCount, formatNumber } from "@/lib/format";
import { useTRPC } from "@/lib/trpc";

const example = 'version: prometheus/v1\nservice: checkout\nslos:\n  - name: availability\n    objective: 99.9\n    sli:\n      events:\n        error_query: sum(rate(http_requests_total{code=~"5.."}[{{.window}}]))\n        total_query: sum(rate(http_requests_total[{{.window}}]))\n';

interface Line {
  line: number;
  text: string;
}

function Lines({ title, lines }: { title: string; lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  return (
    <section className="grid gap-1.5">
      <h3 className="text-xs font-medium text-fg-3">{title}</h3>
      <ul className="grid max-h-48 gap-1.5 overflow-y-auto rounded-md border border-line p-2 text-xs">
        {lines.map(({ line, text }, index) => (
          // Two faults of a line may read the same.
          <li key={`${line} ${text} ${index}`} className="wrap-anywhere"><span className="font-medium">Line {line}</span> {text}</li>
        ))}
      </ul>
    </section>
  );
}

function Preview({ report }: { report: ImportSlos }) {
  const counts = [["created", report.created], ["updated", report.updated], ["unchanged", report.unchanged], ["rejected", report.rejected]] as const;
  return (
    <div className="grid gap-3">
      <dl className="grid grid-cols-4 gap-2 text-sm">
        {counts.map(([word, count]) => (
          <div key={word}>
            <dt className="text-xs text-fg-3">{word}</dt>
            <dd className="text-lg font-semibold">{formatNumber(count)}</dd>
          </div>
        ))}
      </dl>
      <Lines title="SLOs" lines={report.slos.map(({ line, name, slug, outcome }) => ({ line, text: `${name} (${slug}): ${outcome}` }))} />
      <Lines title="Rejected" lines={report.rejections.map(({ line, reason }) => ({ line, text: reason }))} />
      <Lines title="Not carried over" lines={report.notCarried.map(({ line, path, reason }) => ({ line, text: `${path}: ${reason}` }))} />
    </div>
  );
}

function useImport(onDone: () => void) {
  const router = useRouter();
  const trpc = useTRPC();
  const preview = useMutation(trpc.slo.import.mutationOptions());
  const run = useMutation(
    trpc.slo.import.mutationOptions({
      onSuccess: (report) => {
        toast.success(`${formatCount(report.created, "SLO", "SLOs")} created, ${formatNumber(report.updated)} updated.`);
        router.refresh();
        onDone();
      },
    }),
  );
  return { preview, run };
}

function MixedChoice({ isAllowed, onChange }: { isAllowed: boolean; onChange: (isAllowed: boolean) => void }) {
  return (
    <Banner tone="warn">
      This organisation holds demo data.
      <span className="mt-2 flex items-center gap-2">
        <Checkbox id="slo-import-mixed" checked={isAllowed} onCheckedChange={(state) => onChange(state === true)} />
        <label htmlFor="slo-import-mixed">Let both stand side by side</label>
      </span>
    </Banner>
  );
}

function ImportForm({ hasDemo, onDone }: { hasDemo: boolean; onDone: () => void }) {
  const [file, setFile] = useState<{ file: File; text: string } | null>(null);
  const [isMixedAllowed, setMixedAllowed] = useState(false);
  const { preview, run } = useImport(onDone);
  const choose = async (files: File[]) => {
    preview.reset();
    run.reset();
    const chosen = files[0];
    if (!chosen) return setFile(null);
    const text = await chosen.text();
    setFile({ file: chosen, text });
    preview.mutate({ text, source: chosen.name, dryRun: true });
  };
  const report = preview.data;
  const changes = report ? report.created + report.updated : 0;
  const error = preview.error ?? run.error;
  return (
    <div className="grid min-h-0 flex-1 content-start gap-4 overflow-y-auto p-4">
      <FileDrop label="Choose a file of OpenSLO or Sloth" hint="one or several YAML documents; up to 512 KiB" extensions={[".yaml", ".yml"]} limitBytes={sloLimits.importBytes} files={file ? [file.file] : []} onFiles={(files) => void choose(files)} />
      {file ? null : <pre className="overflow-x-auto rounded-md bg-muted p-3 font-mono text-xs">{example}</pre>}
      {error ? <Banner tone="critical" isLive>{error.message}</Banner> : null}
      {report ? <Preview report={report} /> : null}
      {report && changes > 0 && hasDemo ? <MixedChoice isAllowed={isMixedAllowed} onChange={setMixedAllowed} /> : null}
      {file && report ? (
        <Button variant="primary" size="lg" className="justify-self-end" disabled={changes === 0 || run.isPending || (hasDemo && !isMixedAllowed)} onClick={() => run.mutate({ text: file.text, source: file.file.name, allowMixed: isMixedAllowed })}>
          {changes === 0 ? "Nothing to import" : `Import ${formatCount(changes, "SLO", "SLOs")}`}
        </Button>
      ) : null}
    </div>
  );
}

/** Specs of elsewhere are shown with their effects and faults before anything is written. */
export function ImportSlosSheet({ hasDemo }: { hasDemo: boolean }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Sheet open={isOpen} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button size="sm" className="max-sm:hidden"><Upload aria-hidden />Import</Button>
      </SheetTrigger>
      <SheetContent className="w-120">
        <SheetHeader>
          <SheetTitle>Import SLOs</SheetTitle>
          <SheetDescription>An SLO is known by its name in the file: importing it again changes nothing.</SheetDescription>
        </SheetHeader>
        <ImportForm hasDemo={hasDemo} onDone={() => setOpen(false)} />
      </SheetContent>
    </Sheet>
  );
}
