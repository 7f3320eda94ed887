"use client";

import { useMutation } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState, type ReactNode } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle, SheetTrigger } from "@/components/ui/sheet";
import { formatCount, formatNumber } from "@/lib/format";
import { Banner } from "./banner";
import { FileDrop } from "./file-drop";

export interface ImportLine {
  line: number;
  text: string;
}

/** What a file would do, or did. */
interface Tally {
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
}

interface YamlImport<R extends Tally> {
  title: string;
  description: string;
  trigger: string;
  fileLabel: string;
  fileHint: string;
  limitBytes: number;
  example: string;
  /** One and several of what is imported. */
  noun: readonly [string, string];
  hasDemo: boolean;
  send: (input: { text: string; source: string; dryRun?: boolean; allowMixed?: boolean }) => Promise<R>;
  /** What is shown of a report beside its counts. */
  detail: (report: R) => ReactNode;
}

/** Lines of the file with what is said of them. */
export function ImportLines({ title, lines }: { title: string; lines: readonly ImportLine[] }) {
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

function Counts({ report }: { report: Tally }) {
  return (
    <dl className="grid grid-cols-4 gap-2 text-sm">
      {(["created", "updated", "unchanged", "rejected"] as const).map((word) => (
        <div key={word}>
          <dt className="text-xs text-fg-3">{word}</dt>
          <dd className="text-lg font-semibold">{formatNumber(report[word])}</dd>
        </div>
      ))}
    </dl>
  );
}

function MixedChoice({ isAllowed, onChange }: { isAllowed: boolean; onChange: (isAllowed: boolean) => void }) {
  const id = useId();
  return (
    <Banner tone="warn">
      This organisation holds demo data.
      <span className="mt-2 flex items-center gap-2">
        <Checkbox id={id} checked={isAllowed} onCheckedChange={(state) => onChange(state === true)} />
        <label htmlFor={id}>Let both stand side by side</label>
      </span>
    </Banner>
  );
}

function ImportForm<R extends Tally>({ send, detail, noun: [one, several], hasDemo, onDone, ...file }: YamlImport<R> & { onDone: () => void }) {
  const router = useRouter();
  const [chosen, setChosen] = useState<{ file: File; text: string } | null>(null);
  const [isMixedAllowed, setMixedAllowed] = useState(false);
  const preview = useMutation({ mutationFn: send });
  const run = useMutation({
    mutationFn: send,
    onSuccess: (report) => {
      toast.success(`${formatCount(report.created, one, several)} created, ${formatNumber(report.updated)} updated.`);
      router.refresh();
      onDone();
    },
  });
  const choose = async ([first]: File[]) => {
    preview.reset();
    run.reset();
    if (!first) return setChosen(null);
    const text = await first.text();
    setChosen({ file: first, text });
    preview.mutate({ text, source: first.name, dryRun: true });
  };
  const report = preview.data;
  const changes = report ? report.created + report.updated : 0;
  const error = preview.error ?? run.error;
  return (
    <div className="grid min-h-0 flex-1 content-start gap-4 overflow-y-auto p-4">
      <FileDrop label={file.fileLabel} hint={file.fileHint} extensions={[".yaml", ".yml"]} limitBytes={file.limitBytes} files={chosen ? [chosen.file] : []} onFiles={(files) => void choose(files)} />
      {chosen ? null : <pre className="overflow-x-auto rounded-md bg-muted p-3 font-mono text-xs">{file.example}</pre>}
      {error ? <Banner tone="critical" isLive>{error.message}</Banner> : null}
      {report ? <div className="grid gap-3"><Counts report={report} />{detail(report)}</div> : null}
      {report && changes > 0 && hasDemo ? <MixedChoice isAllowed={isMixedAllowed} onChange={setMixedAllowed} /> : null}
      {chosen && report ? (
        <Button variant="primary" size="lg" className="justify-self-end" disabled={changes === 0 || run.isPending || (hasDemo && !isMixedAllowed)} onClick={() => run.mutate({ text: chosen.text, source: chosen.file.name, allowMixed: isMixedAllowed })}>
          {changes === 0 ? "Nothing to import" : `Import ${formatCount(changes, one, several)}`}
        </Button>
      ) : null}
    </div>
  );
}

/** A file of YAML is shown with its effects and faults before anything is written. */
export function YamlImportSheet<R extends Tally>(props: YamlImport<R>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Sheet open={isOpen} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button size="sm"><Upload aria-hidden /><span className="max-sm:sr-only">{props.trigger}</span></Button>
      </SheetTrigger>
      <SheetContent className="w-120">
        <SheetHeader>
          <SheetTitle>{props.title}</SheetTitle>
          <SheetDescription>{props.description}</SheetDescription>
        </SheetHeader>
        <ImportForm {...props} onDone={() => setOpen(false)} />
      </SheetContent>
    </Sheet>
  );
}
