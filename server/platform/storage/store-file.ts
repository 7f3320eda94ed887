import "server-only";
import { createHash } from "node:crypto";
import path from "node:path";
import type { Readable } from "node:stream";
import { env } from "../env";
import { DomainError } from "../errors";
import { newId } from "../ids";
import { directoryDriver } from "./directory-driver";
import type { StorageDriver } from "./driver";
import { findStoredFile, saveStoredFile, type StoredFileRow } from "./stored-file-repository";

/** What may be kept: nothing that a browser would run. */
const contentTypes = ["text/csv", "text/plain", "application/json", "application/pdf", "application/zip", "application/gzip", "application/octet-stream", "image/png", "image/jpeg", "image/gif", "image/webp"] as const;
export type StoredContentType = (typeof contentTypes)[number];

const defaultLimitBytes = 100_000_000;

export interface NewFile {
  /** The portal's own path; a file that is there already is replaced. */
  path: string;
  /** As people see it when they download it. */
  name: string;
  contentType: StoredContentType;
  content: AsyncIterable<Uint8Array>;
  limitBytes?: number;
  now: Date;
}

const driver = (): StorageDriver => directoryDriver(path.join(path.resolve(env().QUARTERDECK_DATA_DIR), "files"));

/** Separators, quotes and control characters have no place in a name that goes into a header and onto a disk. */
const plainName = (name: string): string => name.replace(/[\p{Cc}"\\/]/gu, "_").slice(0, 200) || "file";

/** Keeps a file and its row: name, size and digest. */
export async function storeFile(file: NewFile): Promise<StoredFileRow> {
  if (!contentTypes.includes(file.contentType)) throw new DomainError("VALIDATION", `Files of type ${file.contentType} are not kept.`);
  const { path: place, content, limitBytes = defaultLimitBytes, now, contentType } = file;
  const digest = createHash("sha256");
  let bytes = 0;
  async function* measured(): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      bytes += chunk.byteLength;
      if (bytes > limitBytes) throw new DomainError("LIMIT_EXCEEDED", `The file is larger than ${limitBytes} bytes.`);
      digest.update(chunk);
      yield chunk;
    }
  }
  await driver().write(place, measured());
  const row: StoredFileRow = { id: newId("fil"), path: place, name: plainName(file.name), contentType, bytes, sha256: digest.digest("hex"), createdAt: now };
  await saveStoredFile(row);
  return row;
}

/** A kept file with its bytes; null when none was kept under the path. */
export async function openStoredFile(place: string): Promise<{ row: StoredFileRow; content: Readable } | null> {
  const row = await findStoredFile(place);
  return row && { row, content: await driver().read(place) };
}
