"use client";

import { useMutation } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { catalogLimits, type ImportReport } from "#contract/catalog";
import { Banner } from "@/components/kit/banner";
import { FileDrop } from "@/components/kit/file-drop";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle, SheetTrigger } from "@/components/ui/sheet";
import { formatCount, formatNumber } from "@/lib/format";
import { useTRPC } from "@/lib/trpc";

const example = "teams:\n  - slug: payments\n    name: Payments\nservices:\n  - name: Checkout\n    tier: 1\n    owner: payments\n    depends_on: [orders-db]\n";

function Preview({ report }: { report: ImportReport }) {
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
      {report.rejections.length === 0 ? null : (
        <ul aria-label="Rejected entries" className="grid max-h-56 gap-1.5 overflow-y-auto rounded-md border border-line p-2 text-xs">
          {report.rejections.map((rejection) => (
            <li key={`${rejection.line} ${rejection.reason}`} className="wrap-anywhere">
              <span className="font-medium">Line {rejection.line}</span> {rejection.reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function MixedChoice({ isAllowed, onChange }: { isAllowed: boolean; onChange: (isAllowed: boolean) => void }) {
  return (
    <Banner tone="warn">
      This organisation holds demo data.
      <span className="mt-2 flex items-center gap-2">
        <Checkbox id="catalog-import-mixed" checked={isAllowed} onCheckedChange={(state) => onChange(state === true)} />
        <label htmlFor="catalog-import-mixed">Let both stand side by side</label>
      </span>
    </Banner>
  );
}

function ImportForm({ hasDemo, onDone }: { hasDemo: boolean; onDone: () => void }) {
  const router = useRouter();
  const trpc = useTRPC();
  const [file, setFile] = useState<{ file: File; text: string } | null>(null);
  const [isMixedAllowed, setMixedAllowed] = useState(false);
  const preview = useMutation(trpc.catalog.importCatalog.mutationOptions());
  const run = useMutation(
    trpc.catalog.importCatalog.mutationOptions({
      onSuccess: (report) => {
        toast.success(`${formatCount(report.created, "entry", "entries")} created, ${formatNumber(report.updated)} updated.`);
        router.refresh();
        onDone();
      },
    }),
  );
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
      <FileDrop label="Choose a YAML list" hint="teams, services, customers and goals; up to 512 KiB" extensions={[".yaml", ".yml"]} limitBytes={catalogLimits.importBytes} files={file ? [file.file] : []} onFiles={(files) => void choose(files)} />
      {file ? null : <pre className="overflow-x-auto rounded-md bg-muted p-3 font-mono text-xs">{example}</pre>}
      {error ? (
        <Banner tone="critical" isLive>
          {error.message}
        </Banner>
      ) : null}
      {report ? <Preview report={report} /> : null}
      {report && hasDemo ? <MixedChoice isAllowed={isMixedAllowed} onChange={setMixedAllowed} /> : null}
      {file && report ? (
        <Button variant="primary" size="lg" className="justify-self-end" disabled={changes === 0 || run.isPending || (hasDemo && !isMixedAllowed)} onClick={() => run.mutate({ text: file.text, source: file.file.name, allowMixed: isMixedAllowed })}>
          {changes === 0 ? "Nothing to import" : `Import ${formatCount(changes, "entry", "entries")}`}
        </Button>
      ) : null}
    </div>
  );
}

/** A YAML list is shown with its effects and faults before anything is written. */
export function ImportSheet({ hasDemo }: { hasDemo: boolean }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Sheet open={isOpen} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button>
          <Upload aria-hidden />
          Import YAML
        </Button>
      </SheetTrigger>
      <SheetContent className="w-120">
        <SheetHeader>
          <SheetTitle>Import the catalogue</SheetTitle>
          <SheetDescription>Entries are known by their slug: importing a list again changes nothing.</SheetDescription>
        </SheetHeader>
        <ImportForm hasDemo={hasDemo} onDone={() => setOpen(false)} />
      </SheetContent>
    </Sheet>
  );
}
