import "server-only";

export { downloadResponse } from "./download";
export { findStoredFile, type StoredFileRow } from "./stored-file-repository";
export { openStoredFile, storeFile, type StoredContentType } from "./store-file";
