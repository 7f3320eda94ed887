import "server-only";

export { findImportRunRow, listImportRunRows, listRejectionRows, type ImportRunRow, type ImportTally, type Rejection } from "./import-repository";
export { closeInterruptedImports } from "./close-interrupted";
export { isRejectionsFileKept, openRejections } from "./rejections-file";
export { runImport, type ImportOptions, type ImportReport, type ImportSession } from "./run-import";
