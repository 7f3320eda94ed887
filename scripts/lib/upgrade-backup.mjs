import path from "node:path";
import { captureOrFail } from "./command.mjs";
import { serverEnvironment } from "./data-directory.mjs";

/** A backup of the database as it is before migrations change it. Throws, so that nothing is changed, when it cannot be made. */
export async function backUpBeforeUpgrade(databaseUrl, directory, migration) {
  const stamp = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const file = path.join(directory, "backups", `before-${migration}-${stamp}.tar`);
  const args = ["--conditions=react-server", "--import", "tsx", "scripts/backup-database.ts", file];
  await captureOrFail("The backup before the upgrade", process.execPath, { args, env: serverEnvironment(directory, { databaseUrl }) });
  return file;
}
