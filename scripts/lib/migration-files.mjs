import fs from "node:fs";
import path from "node:path";

export const PROJECT = { schema: path.resolve("prisma/schema"), migrations: path.resolve("prisma/migrations") };

/** Every *.prisma file of a folder, as the engine wants them. */
export function readSchema(folder) {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.endsWith(".prisma")).sort() : [];
  return names.map((name) => ({ path: path.resolve(folder, name), content: fs.readFileSync(path.join(folder, name), "utf8") }));
}

/** Names of the migrations of a folder, oldest first. */
export function migrationNames(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory()).map((each) => each.name).sort();
}

/** Every migration of a folder in the form the engine takes. */
export function migrationsList(folder) {
  const baseDir = path.resolve(folder);
  const lock = path.join(baseDir, "migration_lock.toml");
  const read = (name) => fs.readFileSync(path.join(baseDir, name, "migration.sql"), "utf8");
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: fs.existsSync(lock) ? fs.readFileSync(lock, "utf8") : null },
    shadowDbInitScript: "",
    migrationDirectories: migrationNames(baseDir).map((name) => ({ path: name, migrationFile: { path: "migration.sql", content: { tag: "ok", value: read(name) } } })),
  };
}
