import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { runningServer } from "./postgres.mjs";
import { isAlive } from "./process.mjs";

const PREFIX = "quarterdeck-";
const OWNER = "owner";
const MEMORY = "/dev/shm";
const GIGABYTE = 2 ** 30;

/** Ends the database inside at once and removes the folder: nothing in it is worth a proper end. Must not wait: it runs at exit. */
function removeNow(folder) {
  for (const place of [folder, path.join(folder, "postgres")]) {
    const server = runningServer(place);
    if (server) process.kill(server.pid, "SIGQUIT");
  }
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/** Removes what runs that were killed have left in a place for temporary folders. */
function removeAbandoned(place) {
  for (const name of fs.readdirSync(place).filter((each) => each.startsWith(PREFIX))) {
    const folder = path.join(place, name);
    const owner = path.join(folder, OWNER);
    if (fs.existsSync(owner) && !isAlive(Number(fs.readFileSync(owner, "utf8")))) removeNow(folder);
  }
}

/** Memory that files may use, where there is plenty: a database that nobody keeps is copied there in a twentieth of the time. */
function memoryFolder() {
  if (!fs.existsSync(MEMORY)) return null;
  const { bavail, bsize } = fs.statfsSync(MEMORY);
  return bavail * bsize >= 4 * GIGABYTE && os.freemem() >= 6 * GIGABYTE ? MEMORY : null;
}

const folders = new Set();

process.once("exit", () => {
  for (const folder of folders) removeNow(folder);
});

/** A folder for this process alone, gone with it at the latest. @returns {{ directory: string, remove: () => void }} */
export function temporaryFolder(purpose, { inMemory = false } = {}) {
  const place = (inMemory ? memoryFolder() : null) ?? os.tmpdir();
  removeAbandoned(place);
  const directory = fs.mkdtempSync(path.join(place, `${PREFIX}${purpose}-`));
  fs.chmodSync(directory, 0o711);
  fs.writeFileSync(path.join(directory, OWNER), String(process.pid));
  folders.add(directory);
  const remove = () => {
    folders.delete(directory);
    removeNow(directory);
  };
  return { directory, remove };
}
