import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { runningServer } from "./postgres.mjs";
import { isAlive } from "./process.mjs";

const PREFIX = "quarterdeck-";
const OWNER = "owner";

/** Ends the database inside at once and removes the folder: nothing in it is worth a proper end. Must not wait: it runs at exit. */
function removeNow(folder) {
  for (const place of [folder, path.join(folder, "postgres")]) {
    const server = runningServer(place);
    if (server) process.kill(server.pid, "SIGQUIT");
  }
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/** Removes what runs that were killed have left. */
function removeAbandoned() {
  for (const name of fs.readdirSync(os.tmpdir()).filter((each) => each.startsWith(PREFIX))) {
    const folder = path.join(os.tmpdir(), name);
    const owner = path.join(folder, OWNER);
    if (fs.existsSync(owner) && !isAlive(Number(fs.readFileSync(owner, "utf8")))) removeNow(folder);
  }
}

const folders = new Set();

process.once("exit", () => {
  for (const folder of folders) removeNow(folder);
});

/** A folder for this process alone, gone with it at the latest. @returns {{ directory: string, remove: () => void }} */
export function temporaryFolder(purpose) {
  removeAbandoned();
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${purpose}-`));
  fs.chmodSync(directory, 0o711);
  fs.writeFileSync(path.join(directory, OWNER), String(process.pid));
  folders.add(directory);
  const remove = () => {
    folders.delete(directory);
    removeNow(directory);
  };
  return { directory, remove };
}
