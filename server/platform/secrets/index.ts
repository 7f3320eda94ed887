import "server-only";
import { env } from "../env";
import { openWith, sealWith } from "./seal";

export { isSealed, keyIdOf } from "./seal";

/** Seals a value with the installation's key for one purpose (name the column: "accounts.totp"). */
export const sealSecret = (purpose: string, plain: string): string => sealWith(env().QUARTERDECK_SECRET_KEY, purpose, plain);

export const openSecret = (purpose: string, sealed: string): string => openWith([env().QUARTERDECK_SECRET_KEY], purpose, sealed);
