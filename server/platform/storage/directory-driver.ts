import "server-only";
import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DomainError } from "../errors";
import type { StorageDriver } from "./driver";

const part = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;

function resolveInside(root: string, name: string): string {
  const parts = name.split("/");
  if (!parts.every((each) => part.test(each)) || parts.some((each) => each.includes(".."))) throw new Error(`Not a path of the storage: ${name}`);
  return path.join(root, ...parts);
}

/** Files below one folder, readable by its owner alone. A file is written elsewhere and moved into place when it is whole. */
export function directoryDriver(root: string): StorageDriver {
  const drafts = `${root}.drafts`;
  return {
    write: async (name, content) => {
      const target = resolveInside(root, name);
      const draft = path.join(drafts, randomUUID());
      await mkdir(drafts, { recursive: true, mode: 0o700 });
      try {
        await pipeline(Readable.from(content), createWriteStream(draft, { mode: 0o600 }));
        await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
        await rename(draft, target);
      } finally {
        await rm(draft, { force: true });
      }
    },
    read: async (name) => {
      const handle = await open(resolveInside(root, name), "r").catch((cause: unknown) => {
        throw new DomainError("NOT_FOUND", "This file is no longer there.", { cause });
      });
      return handle.createReadStream();
    },
    remove: (name) => rm(resolveInside(root, name), { force: true }),
  };
}
