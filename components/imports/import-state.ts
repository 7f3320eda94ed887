import { recordsOf, type Failure, type Report, type Tally } from "@/components/imports/import-messages";

export type Step = "uploading" | "previewing" | "importing";

export type Phase =
  | { name: "choosing" }
  | { name: "working"; step: Step; done: number; total: number | null; tally: Tally | null }
  | { name: "previewed"; report: Report }
  | { name: "done"; report: Report }
  | { name: "failed"; step: Step; failure: Failure }
  | { name: "stopped"; step: Step };

export interface ImportState {
  files: readonly File[];
  phase: Phase;
}

export type ImportAction =
  | { type: "choose"; files: readonly File[] }
  | { type: "begin"; step: Step }
  | { type: "sent"; bytes: number }
  | { type: "progress"; tally: Tally }
  | { type: "report"; report: Report }
  | { type: "fail"; failure: Failure }
  | { type: "stop" };

export const initialImport: ImportState = { files: [], phase: { name: "choosing" } };

/** Bytes are known beforehand; the records of an import are known once it was previewed; the rows of a preview are not. */
function begin(state: ImportState, step: Step): ImportState {
  const preview = state.phase.name === "previewed" ? state.phase.report : null;
  const bytes = state.files.reduce((sum, file) => sum + file.size, 0);
  const total = step === "uploading" ? bytes : step === "importing" && preview ? recordsOf(preview) : null;
  return { ...state, phase: { name: "working", step, done: 0, total, tally: null } };
}

function advance(state: ImportState, action: Extract<ImportAction, { type: "sent" | "progress" }>): ImportState {
  const { phase } = state;
  if (phase.name !== "working") return state;
  if (action.type === "sent") return { ...state, phase: { ...phase, done: action.bytes } };
  return { ...state, phase: { ...phase, done: phase.step === "importing" ? recordsOf(action.tally) : action.tally.rowsRead, tally: action.tally } };
}

/** What the import page shows next. Reports and failures that arrive after a stop are left out. */
export function nextImport(state: ImportState, action: ImportAction): ImportState {
  switch (action.type) {
    case "choose":
      return { files: action.files, phase: { name: "choosing" } };
    case "begin":
      return begin(state, action.step);
    case "sent":
    case "progress":
      return advance(state, action);
    case "report":
      return state.phase.name === "working" ? { ...state, phase: { name: action.report.dryRun ? "previewed" : "done", report: action.report } } : state;
    case "fail":
      return state.phase.name === "working" ? { ...state, phase: { name: "failed", step: state.phase.step, failure: action.failure } } : state;
    case "stop":
      return state.phase.name === "working" ? { ...state, phase: { name: "stopped", step: state.phase.step } } : state;
  }
}
