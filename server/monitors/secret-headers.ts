import "server-only";
import { z } from "zod";
import { openSecret, sealSecret } from "@/server/platform/secrets";

export const headersPurpose = "monitor.check_secret";
const headersSchema = z.record(z.string(), z.string());

export const sealHeaders = (headers: readonly { name: string; value: string }[]): string | null =>
  headers.length === 0 ? null : sealSecret(headersPurpose, JSON.stringify(Object.fromEntries(headers.map(({ name, value }) => [name, value]))));

/** Null when they were sealed with a key that this installation does not have. */
export function openHeaders(sealed: string | null): Record<string, string> | null {
  if (sealed === null) return {};
  try {
    return headersSchema.parse(JSON.parse(openSecret(headersPurpose, sealed)));
  } catch {
    return null;
  }
}
