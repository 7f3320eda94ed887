import "server-only";
import { keyRing } from "./key-ring";
import { openWith, sealWith } from "./seal";

export { keyRing } from "./key-ring";
export { isSealed, keyIdOf } from "./seal";

/** Seals a value with the installation's key for one purpose (name the column: "accounts.totp"). */
export const sealSecret = (purpose: string, plain: string): string => sealWith(keyRing().current, purpose, plain);

export const openSecret = (purpose: string, sealed: string): string => openWith(keyRing().all, purpose, sealed);
