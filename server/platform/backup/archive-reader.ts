import "server-only";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { DomainError } from "../errors";
import { blockBytes, decodeHeader, isEndOfArchive, paddingOf } from "./tar-header";

export interface Archive {
  /** Content of an entry; throws when there is none of that name. */
  read: (name: string) => Readable;
  readAll: (name: string) => Promise<Buffer>;
}

const damaged = (file: string): DomainError => new DomainError("VALIDATION", `${file} is not a whole backup: it was cut off, changed, or never was one.`);

type Extent = { start: number; bytes: number };

async function readIndex(file: string): Promise<Map<string, Extent>> {
  const handle = await open(file, "r").catch((cause: unknown) => {
    throw new DomainError("NOT_FOUND", `${file} cannot be read.`, { cause });
  });
  try {
    const index = new Map<string, Extent>();
    const header = Buffer.alloc(blockBytes);
    for (let at = 0; ; ) {
      const { bytesRead } = await handle.read(header, 0, blockBytes, at);
      if (bytesRead < blockBytes) throw damaged(file);
      if (isEndOfArchive(header)) return index;
      const entry = decodeHeader(header);
      if (!entry) throw damaged(file);
      index.set(entry.name, { start: at + blockBytes, bytes: entry.bytes });
      at += blockBytes + entry.bytes + paddingOf(entry.bytes);
    }
  } finally {
    await handle.close();
  }
}

export async function openArchive(file: string): Promise<Archive> {
  const index = await readIndex(file);
  const read = (name: string): Readable => {
    const extent = index.get(name);
    if (!extent) throw damaged(file);
    return extent.bytes === 0 ? Readable.from([]) : createReadStream(file, { start: extent.start, end: extent.start + extent.bytes - 1, highWaterMark: 256 * 1024 });
  };
  return { read, readAll: (name) => buffer(read(name)) };
}
