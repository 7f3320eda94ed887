import "server-only";
import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { blockBytes, encodeHeader, paddingOf } from "./tar-header";

export interface ArchiveWriter {
  /** Streams one entry; its size need not be known before. Resolves with the bytes written. */
  add: (name: string, content: Readable | Buffer) => Promise<number>;
  /** Ends the archive and gives it its name. */
  finish: () => Promise<number>;
  /** Leaves nothing behind. */
  discard: () => Promise<void>;
}

class FileAtPosition extends Writable {
  constructor(private readonly handle: FileHandle, public position: number) {
    super({ highWaterMark: 1024 * 1024 });
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.handle.write(chunk, 0, chunk.length, this.position).then(({ bytesWritten }) => {
      this.position += bytesWritten;
      done();
    }, done);
  }
}

async function addEntry(handle: FileHandle, at: number, entry: { name: string; content: Readable | Buffer }): Promise<number> {
  const body = new FileAtPosition(handle, at + blockBytes);
  await pipeline(Readable.from(entry.content instanceof Buffer ? [entry.content] : entry.content, { objectMode: false }), body);
  const bytes = body.position - at - blockBytes;
  await handle.write(encodeHeader(entry.name, bytes), 0, blockBytes, at);
  await handle.write(Buffer.alloc(paddingOf(bytes)), 0, paddingOf(bytes), body.position);
  return bytes;
}

/** Writes beside the file and renames at the end: a file of that name is always a whole archive, readable by its owner alone. */
export async function createArchive(file: string): Promise<ArchiveWriter> {
  const draft = `${file}.partial`;
  const handle = await open(draft, "w", 0o600);
  let at = 0;
  return {
    add: async (name, content) => {
      const bytes = await addEntry(handle, at, { name, content });
      at += blockBytes + bytes + paddingOf(bytes);
      return bytes;
    },
    finish: async () => {
      await handle.write(Buffer.alloc(2 * blockBytes), 0, 2 * blockBytes, at);
      await handle.sync();
      await handle.close();
      await rename(draft, file);
      return at + 2 * blockBytes;
    },
    discard: async () => {
      await handle.close().catch(() => undefined);
      await rm(draft, { force: true });
    },
  };
}
