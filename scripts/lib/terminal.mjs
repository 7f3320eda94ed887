import { UserFacingError } from "./process.mjs";

const CODES = {
  ENOSPC: "The disk is full: free some space and start again.",
  EROFS: "The file system is read-only: choose another QUARTERDECK_DATA_DIR.",
  ECONNREFUSED: "The database does not answer: is the server of DATABASE_URL running?",
  ENOTFOUND: "The host of DATABASE_URL is not known: check its spelling.",
  "28P01": "The database refuses the password in DATABASE_URL.",
  "3D000": "The database named in DATABASE_URL does not exist: create it first.",
};

/** One line for the person at the terminal; a stack only for what nobody foresaw. */
export function describeError(error) {
  if (error instanceof UserFacingError) return error.message;
  const known = CODES[error?.code] ?? CODES[error?.errors?.[0]?.code];
  if (known) return known;
  return error?.code === "EACCES" ? `No permission: ${error.message}` : (error?.stack ?? String(error));
}

/** Runs a command to its end: exit code 1 and one line on stderr when it fails. Open handles do not keep it alive. */
export async function run(command) {
  // An orderly exit, so that temporary folders go; a command that has more to end listens itself.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.listenerCount(signal) === 0 && process.exit(1));
  try {
    await command();
  } catch (error) {
    console.error(describeError(error));
    process.exitCode = 1;
  }
  process.exit();
}
