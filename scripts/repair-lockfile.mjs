// npm run lockfile: makes package-lock.json complete for `npm ci` on every platform. A registry mirror may lack optional
// packages of other platforms; npm then leaves them out of the lockfile and misses them on the next install.
import fs from "node:fs";

const PLATFORM = /(android|darwin|freebsd|linux|win32|openharmony|aix|netbsd|openbsd|sunos)/;
const CPU = /(arm64|x64|ia32|ppc64|riscv64|s390x|loong64|arm)/;

/** True when a package required by the one at `from` is found there or in a folder above it, as Node would look. */
function isLocked(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(at.lastIndexOf("/node_modules/"), 0))) {
    if (packages[`${at ? `${at}/` : ""}node_modules/${name}`]) return true;
    if (!at) return false;
  }
}

function placeholder(name, range) {
  const version = range.replace(/^[\^~]/, "");
  if (name.includes("wasm32")) return { version, optional: true, cpu: ["wasm32"] };
  return { version, optional: true, os: [PLATFORM.exec(name)?.[1] ?? "none"], cpu: [CPU.exec(name)?.[1] ?? "none"] };
}

function repair(lock) {
  const added = [];
  for (const [from, entry] of Object.entries({ ...lock.packages })) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isLocked(lock.packages, from, name)) continue;
      lock.packages[`node_modules/${name}`] = placeholder(name, range);
      added.push(name);
    }
  }
  return added;
}

const file = process.argv[2] ?? "package-lock.json";
const lock = JSON.parse(fs.readFileSync(file, "utf8"));
const added = repair(lock);
if (added.length) fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length ? `Added ${added.length}: ${added.join(", ")}` : "The lockfile is complete.");
