"use client";

import { useRouter } from "next/navigation";
import { useReducer, useRef } from "react";
import { awaitReport, failureOf, toFailure } from "@/components/imports/import-messages";
import { initialImport, nextImport, type ImportState, type Step } from "@/components/imports/import-state";
import { uploadFiles, type Upload } from "@/components/imports/upload-files";

export interface ImportSettings {
  /** Empty: as it was saved for files like this, or UTC. */
  zone: string;
  allowDemo: boolean;
}

export interface ImportControls {
  state: ImportState;
  choose: (files: File[]) => void;
  /** Sends the files and says what an import would do. */
  preview: (settings: ImportSettings) => void;
  /** Imports what was sent. */
  commit: (settings: ImportSettings) => void;
  stop: () => void;
  /** Drops a preview whose settings no longer hold; what was sent stays. */
  reconsider: () => void;
}

/** One import of one kind, from choosing files to the report. */
export function useImport(kind: string): ImportControls {
  const router = useRouter();
  const [state, dispatch] = useReducer(nextImport, initialImport);
  const upload = useRef<Upload | null>(null);
  const running = useRef<AbortController | null>(null);

  const run = async (step: Step, settings: ImportSettings, signal: AbortSignal): Promise<void> => {
    dispatch({ type: "begin", step });
    const body = JSON.stringify({ upload: upload.current?.id, source: upload.current?.source, allowDemo: settings.allowDemo, ...(settings.zone === "" ? {} : { zone: settings.zone }), dryRun: step === "previewing" });
    const response = await fetch(`/api/imports/${kind}`, { method: "POST", headers: { "content-type": "application/json" }, body, signal });
    if (!response.ok) throw await failureOf(response);
    dispatch({ type: "report", report: await awaitReport(response.body, (tally) => dispatch({ type: "progress", tally })) });
  };
  const attempt = async (work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    try {
      await work(controller.signal);
    } catch (cause) {
      if (!controller.signal.aborted) dispatch({ type: "fail", failure: toFailure(cause) });
    } finally {
      router.refresh();
    }
  };
  return {
    state,
    choose: (files) => {
      upload.current = null;
      dispatch({ type: "choose", files });
    },
    preview: (settings) =>
      void attempt(async (signal) => {
        if (upload.current === null) {
          dispatch({ type: "begin", step: "uploading" });
          upload.current = await uploadFiles({ kind, files: state.files, signal, onProgress: (bytes) => dispatch({ type: "sent", bytes }) });
        }
        await run("previewing", settings, signal);
      }),
    commit: (settings) => void attempt((signal) => run("importing", settings, signal)),
    reconsider: () => dispatch({ type: "choose", files: state.files }),
    stop: () => {
      running.current?.abort();
      dispatch({ type: "stop" });
    },
  };
}
