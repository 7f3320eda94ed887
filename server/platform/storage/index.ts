import "server-only";

export { downloadResponse } from "./download";
export { findStoredFile } from "./stored-file-repository";
export { openStoredFile, storeFile } from "./store-file";
