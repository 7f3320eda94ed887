import "server-only";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { DomainError } from "../errors";
import type { Archive } from "./archive-reader";
import type { ArchiveWriter } from "./archive-writer";
import type { FileRecord } from "./manifest";
import { chain, createDigest } from "./streams";

/** Where uploaded files are kept below the data directory. */
export const filesFolder = "files";

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/")).sort();
}

export async function addFiles(archive: ArchiveWriter, dataDir: string): Promise<FileRecord[]> {
  const folder = path.join(dataDir, filesFolder);
  const records: FileRecord[] = [];
  for (const [index, name] of (await listFiles(folder)).entries()) {
    const digest = createDigest();
    const entry = `${filesFolder}/${index}`;
    const bytes = await archive.add(entry, chain(createReadStream(path.join(folder, name)), digest.stream));
    records.push({ path: name, bytes, sha256: digest.hex(), entry });
  }
  return records;
}

/** A path of a manifest must stay below the folder that it is restored to. */
function inside(folder: string, name: string): string {
  const target = path.resolve(folder, name);
  if (target.startsWith(folder + path.sep)) return target;
  throw new DomainError("VALIDATION", `The backup names a file outside of its folder: ${name}`);
}

export interface StagedFiles {
  /** Moves the files to where the portal reads them. */
  place: () => Promise<void>;
  discard: () => Promise<void>;
}

/** Unpacks and checks the files beside their place, so that a failure changes nothing. */
export async function stageFiles(archive: Archive, records: readonly FileRecord[], dataDir: string): Promise<StagedFiles> {
  const staging = path.resolve(dataDir, `${filesFolder}.restoring-${process.pid}`);
  const folder = path.resolve(dataDir, filesFolder);
  const discard = () => rm(staging, { recursive: true, force: true });
  const unpack = async (record: FileRecord): Promise<void> => {
    const target = inside(staging, record.path);
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    const digest = createDigest();
    await pipeline(archive.read(record.entry), digest.stream, createWriteStream(target, { mode: 0o600 }));
    if (digest.hex() !== record.sha256) throw new DomainError("VALIDATION", `The backup is damaged: the file ${record.path} has changed.`);
  };
  try {
    for (const record of records) await unpack(record);
  } catch (error) {
    await discard();
    throw error;
  }
  const place = async (): Promise<void> => {
    for (const record of records) {
      const target = inside(folder, record.path);
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      await rename(inside(staging, record.path), target);
    }
    await discard();
  };
  return { place, discard };
}
