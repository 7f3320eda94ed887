// node --conditions=react-server --import tsx scripts/backup-database.ts FILE: backs up DATABASE_URL in whatever version its
// schema is. Called before an upgrade changes it, when the portal's own code does not fit it yet.
import path from "node:path";
import { createBackup } from "../server/platform/backup/create-backup";
import { keyIdOf } from "../server/platform/secrets";

const { DATABASE_URL, QUARTERDECK_DATA_DIR, QUARTERDECK_SECRET_KEY } = process.env;
const file = process.argv[2];
if (!DATABASE_URL || !QUARTERDECK_DATA_DIR || !QUARTERDECK_SECRET_KEY || !file) throw new Error("DATABASE_URL, QUARTERDECK_DATA_DIR, QUARTERDECK_SECRET_KEY and a file are needed.");

const { rows, migration } = await createBackup({ connectionString: DATABASE_URL, dataDir: QUARTERDECK_DATA_DIR, file: path.resolve(file), keyId: keyIdOf(QUARTERDECK_SECRET_KEY) });
console.log(`${rows} rows, schema ${migration}`);
