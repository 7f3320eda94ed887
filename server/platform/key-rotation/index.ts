import "server-only";

export type { SealedColumn } from "./reseal-repository";
export { rotateKeys } from "./rotate-keys";
