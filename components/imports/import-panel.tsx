"use client";

import { useState } from "react";
import { DoneOutcome, FailedOutcome, PreviewOutcome } from "@/components/imports/import-outcome";
import type { Phase, Step } from "@/components/imports/import-state";
import { useImport, type ImportControls } from "@/components/imports/use-import";
import { MappingPreview } from "@/components/imports/mapping-preview";
import { ZoneField } from "@/components/imports/zone-field";
import { Banner } from "@/components/kit/banner";
import { FileDrop } from "@/components/kit/file-drop";
import { ProgressPanel } from "@/components/kit/progress-panel";
import { Button } from "@/components/ui/button";
import { formatBytes, formatCount } from "@/lib/format";

export interface ImporterInfo {
  kind: string;
  label: string;
  summary: string;
  shape: "file" | "directory";
  extensions: readonly string[];
  takesZone: boolean;
  listPath: string;
  limitBytes: number;
}

const titles: Record<Step, string> = { uploading: "Sending", previewing: "Reading", importing: "Importing" };
const failures: Record<Step, string> = { uploading: "The files were not sent.", previewing: "There is no preview.", importing: "The import did not finish." };

function Working({ phase, onStop }: { phase: Extract<Phase, { name: "working" }>; onStop: () => void }) {
  const { step, done, total, tally } = phase;
  const detail = step === "uploading" ? `${formatBytes(done)} of ${formatBytes(total)}` : tally === null ? "Starting" : `${formatCount(tally.rowsRead, "row")} read, ${formatCount(tally.rejected, "row")} rejected`;
  return (
    <ProgressPanel
      title={titles[step]}
      done={done}
      total={total}
      state="running"
      detail={detail}
      action={
        <Button size="sm" onClick={onStop}>
          Stop
        </Button>
      }
    />
  );
}

interface OutcomeProps {
  info: ImporterInfo;
  controls: ImportControls;
  zone: string;
}

function Outcome({ info, controls, zone }: OutcomeProps) {
  const { phase } = controls.state;
  switch (phase.name) {
    case "choosing":
      return null;
    case "working":
      return <Working phase={phase} onStop={controls.stop} />;
    case "previewed":
      return <PreviewOutcome report={phase.report} onCommit={() => controls.commit({ zone, allowDemo: false })} />;
    case "done":
      return <DoneOutcome report={phase.report} listPath={info.listPath} />;
    case "failed":
      return <FailedOutcome failure={phase.failure} title={failures[phase.step]} onRetry={(allowDemo) => (allowDemo || phase.step === "importing" ? controls.commit({ zone, allowDemo }) : controls.preview({ zone, allowDemo }))} />;
    case "stopped":
      return <Banner>{phase.step === "importing" ? "Stopped. What was imported so far stays; importing the same file again completes it." : "Stopped. Nothing was written."}</Banner>;
  }
}

/** One importer: choose, preview, import, report. */
export function ImportPanel({ info }: { info: ImporterInfo }) {
  const controls = useImport(info.kind);
  const isSavedWithColumns = info.kind === "tickets";
  const [zone, setZone] = useState(isSavedWithColumns ? "" : "UTC");
  const { files, phase } = controls.state;
  const isWorking = phase.name === "working";
  const changeZone = (next: string) => {
    setZone(next);
    if (phase.name === "previewed") controls.reconsider();
  };
  const canPreview = files.length > 0 && !isWorking && phase.name !== "done" && (isSavedWithColumns || zone.trim() !== "");
  const what = info.shape === "directory" ? "Choose a directory" : "Choose a file or drop it here";
  return (
    <div className="grid gap-4">
      <p className="max-w-224 text-sm text-fg-2">{info.summary}</p>
      <FileDrop
        label={what}
        hint={`${info.extensions.join(", ")}, up to ${formatBytes(info.limitBytes)}${info.shape === "directory" ? " in all" : ""}`}
        extensions={info.shape === "directory" ? [] : info.extensions}
        limitBytes={info.limitBytes}
        files={files}
        onFiles={controls.choose}
        isDirectory={info.shape === "directory"}
        isDisabled={isWorking}
      />
      {info.takesZone ? <ZoneField value={zone} onChange={changeZone} isDisabled={isWorking} isOptional={isSavedWithColumns} /> : null}
      {isSavedWithColumns && files[0] && phase.name !== "done" ? <MappingPreview key={`${files[0].name}/${files[0].size}/${files[0].lastModified}`} file={files[0]} zone={zone.trim()} onSaved={() => (phase.name === "previewed" ? controls.reconsider() : undefined)} /> : null}
      {canPreview ? (
        <div>
          <Button variant={phase.name === "previewed" ? "outline" : "primary"} size="lg" onClick={() => controls.preview({ zone: zone.trim(), allowDemo: false })}>
            {phase.name === "previewed" ? "Preview again" : "Preview"}
          </Button>
        </div>
      ) : null}
      <Outcome info={info} controls={controls} zone={zone.trim()} />
    </div>
  );
}
