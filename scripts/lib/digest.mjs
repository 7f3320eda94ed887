import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const SOURCES = ["app", "components", "server", "lib", "hooks", "prisma", "public"];
const FILES = ["package-lock.json", "package.json", "next.config.ts", "postcss.config.mjs", "tsconfig.json", "instrumentation.ts", "proxy.ts", "scripts/empty.ts"];
const isSource = (name) => !/\.(test|bench)\.tsx?$/.test(name) && name !== "README.md";

function* filesBelow(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (file !== path.join("server", "generated")) yield* filesBelow(file);
    } else if (isSource(entry.name)) yield file;
  }
}

function hashFiles(files, salt) {
  const hash = createHash("sha256").update(salt);
  for (const file of files) hash.update(`\0${file}\0`).update(fs.readFileSync(file));
  return hash.digest("hex");
}

/** Identifies everything that a build depends on. Equal digests: the build on disk is the right one. */
export function sourceDigest() {
  const folders = SOURCES.filter((name) => fs.existsSync(name)).flatMap((name) => [...filesBelow(name)]);
  return hashFiles([...FILES.filter((name) => fs.existsSync(name)), ...folders], process.version);
}

/** Identifies the database schema and the generator's version. */
export function schemaDigest() {
  const { version } = JSON.parse(fs.readFileSync("node_modules/prisma/package.json", "utf8"));
  return hashFiles(filesBelow("prisma/schema"), version);
}

/** Identifies the question classifier: its data, and the code that reads and learns it. */
export function modelDigest() {
  const folders = ["server/query/training", "server/query/core/learn", "server/query/core/parse", "server/query/core/frameworks/cards"];
  return hashFiles(["server/query/contract.ts", "scripts/train-query.ts", "server/query/core/frameworks/examples.ts", "server/query/core/frameworks/examples-spoken.ts", "server/query/core/frameworks/stem.ts", ...folders.flatMap((name) => [...filesBelow(name)])], "1").slice(0, 16);
}

export const lockDigest = () => hashFiles(["package-lock.json"], `${process.version} ${process.platform} ${process.arch}`);

export const readStamp = (file) => (fs.existsSync(file) ? fs.readFileSync(file, "utf8") : null);
