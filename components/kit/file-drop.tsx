"use client";

import { FileUp, X } from "lucide-react";
import { useId, useState, type DragEvent } from "react";
import { rejectFile } from "@/components/kit/reject-file";
import { StatusMark } from "@/components/kit/status-mark";
import { Button } from "@/components/ui/button";
import { formatBytes, formatCount } from "@/lib/format";
import { cn } from "@/lib/cn";

export interface FileDropProps {
  label: string;
  /** What the file has to be: "CSV, up to 100 MB". */
  hint: string;
  /** Extensions with the dot: [".csv"]. Empty takes any. */
  extensions: readonly string[];
  limitBytes: number;
  files: readonly File[];
  onFiles: (files: File[]) => void;
  isMultiple?: boolean;
  /** Take a whole directory. */
  isDirectory?: boolean;
  isDisabled?: boolean;
}

/** Takes files by drop, click or keyboard, and says at once why one is refused. */
export function FileDrop({ label, hint, extensions, limitBytes, files, onFiles, isMultiple = false, isDirectory = false, isDisabled = false }: FileDropProps) {
  const id = useId();
  const [isOver, setOver] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const take = (list: FileList | null) => {
    const found = [...(list ?? [])].slice(0, isMultiple || isDirectory ? undefined : 1);
    const reason = found.map((file) => rejectFile(file, { extensions, limitBytes })).find((text) => text !== null) ?? null;
    setError(reason);
    if (reason === null && found.length > 0) onFiles(found);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!isDisabled) take(event.dataTransfer.files);
  };
  const directory: Record<string, string> = isDirectory ? { webkitdirectory: "" } : {};
  const total = files.reduce((sum, file) => sum + file.size, 0);
  return (
    <div className="grid gap-1.5">
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cn(
          "grid justify-items-center gap-1 rounded-lg border border-dashed border-input bg-card px-6 py-8 text-center text-sm transition-colors focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-ring hover:bg-hover",
          isOver && "border-primary bg-accent",
          isDisabled && "pointer-events-none opacity-50",
        )}
      >
        <FileUp aria-hidden className="size-4 text-fg-3" />
        <span className="font-medium">{label}</span>
        <span id={`${id}-hint`} className="text-xs text-fg-3">
          {hint}
        </span>
        <input
          id={id}
          type="file"
          className="sr-only"
          aria-describedby={`${id}-hint`}
          aria-invalid={error === null ? undefined : true}
          accept={extensions.join(",")}
          multiple={isMultiple || isDirectory}
          disabled={isDisabled}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = "";
          }}
          {...directory}
        />
      </label>
      {error === null ? null : (
        <p role="alert" className="flex items-center gap-1 text-xs text-crit-text">
          <StatusMark tone="critical" />
          {error}
        </p>
      )}
      {files.length === 0 ? null : (
        <div className="flex items-center gap-2 text-sm">
          <span className="min-w-0 truncate font-medium">{files.length === 1 ? files[0]?.name : formatCount(files.length, "file")}</span>
          <span className="shrink-0 text-fg-3">{formatBytes(total)}</span>
          <Button variant="ghost" size="sm" icon aria-label="Remove" onClick={() => onFiles([])}>
            <X aria-hidden />
          </Button>
        </div>
      )}
    </div>
  );
}
