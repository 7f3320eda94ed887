import "server-only";
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { env } from "../platform/env";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";

/** Of all files of one upload together. */
export const uploadLimitBytes = 100 * 1_000_000;
const maxFiles = 2_000;
const keepMs = 24 * 3_600_000;

const isInside = (name: string): boolean => name.split("/").every((part) => part !== "" && !part.startsWith(".") && !/[\\\p{Cc}]/u.test(part));

/** One piece of one file. A large file is sent in pieces, in order: what stands between browser and portal may not take it whole. */
export const uploadPieceInput = z.object({
  upload: z.string().regex(/^[a-z0-9-]{8,64}$/),
  /** Path of the file inside the upload. */
  file: z.string().min(1).max(300).refine(isInside, "must be a plain relative path"),
  /** Bytes of this file that were sent before. 0 starts it (again). */
  offset: z.coerce.number().int().min(0).max(uploadLimitBytes),
});
export type UploadPiece = z.infer<typeof uploadPieceInput>;

const root = (): string => path.join(path.resolve(env().QUARTERDECK_DATA_DIR), "uploads");

/** A directory that belongs to this person and this upload; nobody else's upload can be named. */
export function uploadDirectory(ctx: Ctx, kind: string, upload: string): string {
  const owner = createHash("sha256").update(`${ctx.actor.userId ?? ctx.actor.name}\n${kind}\n${upload}`).digest("hex");
  return path.join(root(), owner.slice(0, 40));
}

async function filesOf(directory: string): Promise<{ file: string; bytes: number }[]> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (file) => ({ file, bytes: (await stat(file)).size })));
}

async function removeForgotten(nowMs: number): Promise<void> {
  for (const name of await readdir(root()).catch(() => [])) {
    const directory = path.join(root(), name);
    const info = await stat(directory).catch(() => null);
    if (info && nowMs - info.mtimeMs > keepMs) await rm(directory, { recursive: true, force: true });
  }
}

function limited(room: number) {
  return async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let left = room;
    for await (const chunk of source) {
      left -= chunk.byteLength;
      if (left < 0) throw new DomainError("LIMIT_EXCEEDED", "The files are larger than 100 MB together. Split them, or import them with the command line.");
      yield chunk;
    }
  };
}

export interface PieceBody {
  stream: AsyncIterable<Uint8Array> | null;
  /** What the sender says that it sends; a shorter arrival is refused. */
  declaredBytes: number | null;
}

/** Appends a piece and answers with the bytes of the file so far. */
export async function storePiece(directory: string, piece: UploadPiece, body: PieceBody): Promise<number> {
  if (piece.offset === 0) await removeForgotten(Date.now());
  const target = path.join(directory, piece.file);
  const others = (await filesOf(directory)).filter(({ file }) => file !== target || piece.offset > 0);
  const before = piece.offset === 0 ? 0 : (others.find(({ file }) => file === target)?.bytes ?? 0);
  if (before !== piece.offset) throw new DomainError("CONFLICT", `The portal has ${before} bytes of ${piece.file}. Send the file again from its beginning.`);
  if (others.length >= maxFiles) throw new DomainError("LIMIT_EXCEEDED", `An upload holds at most ${maxFiles} files.`);
  const room = uploadLimitBytes - others.reduce((sum, { bytes }) => sum + bytes, 0);
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const file = createWriteStream(target, { flags: piece.offset === 0 ? "w" : "a", mode: 0o600 });
  await pipeline(Readable.from(body.stream ?? []), limited(room), file);
  if (body.declaredBytes !== null && file.bytesWritten !== body.declaredBytes) throw new DomainError("VALIDATION", `Only ${file.bytesWritten} of ${body.declaredBytes} bytes of ${piece.file} arrived. Send it in smaller pieces.`);
  return before + file.bytesWritten;
}

/** What an importer reads: the upload's only file, or its directory. */
export async function uploadedPath(directory: string, shape: "file" | "directory"): Promise<string> {
  const files = await filesOf(directory);
  if (files.length === 0) throw new DomainError("NOT_FOUND", "The upload is no longer there. Choose the file again.");
  const only = files[0];
  if (shape === "directory") return directory;
  if (files.length > 1 || only === undefined) throw new DomainError("VALIDATION", "Choose one file.");
  return only.file;
}

export const removeUpload = (directory: string): Promise<void> => rm(directory, { recursive: true, force: true });
