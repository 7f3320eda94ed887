import "server-only";
import { createHash } from "node:crypto";

/** For values with 256 random bits of their own (links, tokens): a plain digest is enough and allows a look-up by equality. */
export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");
