import "server-only";
import { createHash } from "node:crypto";

/** What is kept of the secret part of a calendar's address. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");
