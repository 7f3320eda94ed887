import type { Readable } from "node:stream";

/**
 * Where the bytes of stored files are. Paths are the portal's own (`imports/imp_0k3v/rejected.csv`), never a name that somebody
 * chose. A directory is one driver; an object store becomes another with the same four verbs.
 */
export interface StorageDriver {
  /** Stores what the stream gives until its end. When it fails nothing is left under the path. */
  write(path: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** Throws a NOT_FOUND when there is nothing. */
  read(path: string): Promise<Readable>;
  remove(path: string): Promise<void>;
}
