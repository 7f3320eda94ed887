import "server-only";
import { z } from "zod";
import { DomainError } from "@/server/platform/errors";

const schema = z.tuple([z.string(), z.string(), z.string()]);

/** The place behind which a list goes on: its two sort keys and the slug that breaks ties. */
export type Cursor = z.infer<typeof schema>;

export const encodeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString("base64url");

export function decodeCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  try {
    return schema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    throw new DomainError("VALIDATION", "This page link is not valid any more. Open the list anew.");
  }
}
