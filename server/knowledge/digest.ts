import "server-only";
import { createHash } from "node:crypto";

/** Of a text as it is. A document whose text no longer has the digest of its import was edited here. */
export const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");
