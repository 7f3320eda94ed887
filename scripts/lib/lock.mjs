import fs from "node:fs";
import { isAlive, UserFacingError, waitUntil } from "./process.mjs";

const LONGEST_MS = 600_000;

const holderOf = (file) => {
  try {
    return Number(fs.readFileSync(file, "utf8"));
  } catch {
    return 0;
  }
};

/** Work that one process at a time may do. The lock of a process that was killed does not count. */
export async function withLock(file, work) {
  const take = () => {
    try {
      // Written elsewhere and linked into place, so that a lock never stands there without its holder.
      const draft = `${file}.${process.pid}`;
      fs.writeFileSync(draft, String(process.pid));
      try {
        fs.linkSync(draft, file);
      } finally {
        fs.rmSync(draft, { force: true });
      }
      return true;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (!isAlive(holderOf(file))) fs.rmSync(file, { force: true });
      return false;
    }
  };
  if (!(await waitUntil(take, LONGEST_MS, 25))) throw new UserFacingError(`Another process holds ${file} and does not end.`);
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}
