import "server-only";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { restoreBackup, type RestoreResult } from "./restore-backup";
import { openScratch, type Scratch, type ScratchOptions } from "./scratch-server";

export interface Verification extends RestoreResult {
  place: Scratch["place"];
}

/** Restores into an empty place of its own, which compares counts and hashes, and removes it. Throws what a restore would. */
export async function verifyBackup({ file, ...options }: ScratchOptions & { file: string }): Promise<Verification> {
  const folder = await mkdtemp(path.join(tmpdir(), "quarterdeck-verify-"));
  try {
    const scratch = await openScratch(options);
    try {
      return { ...(await restoreBackup({ connectionString: scratch.url, dataDir: folder, file })), place: scratch.place };
    } finally {
      await scratch.remove();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
