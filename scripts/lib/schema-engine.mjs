import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import { migrationsList, readSchema } from "./migration-files.mjs";
import { UserFacingError } from "./process.mjs";

const FILTERS = { externalTables: [], externalEnums: [] };
const CHAR_OID = 18;
const TEXT_OID = 25;
let bindings;

/** The engine as WebAssembly, from npm: the native one is a download that an offline machine cannot make. */
async function loadBindings() {
  if (bindings) return bindings;
  const require = createRequire(import.meta.url);
  const folder = path.dirname(require.resolve("@prisma/schema-engine-wasm"));
  const loaded = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = fs.readFileSync(path.join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": loaded });
  loaded.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  bindings = loaded;
  return bindings;
}

// Appended to each script, so that the record of a migration is committed with its effect: "unfinished" always means "undone".
const FINISH = `
;do $finish$ begin
  if to_regclass('_prisma_migrations') is not null then
    update _prisma_migrations set finished_at = now() where finished_at is null and rolled_back_at is null;
  end if;
end $finish$;`;

/** Sends a script as one simple query, which PostgreSQL runs as one transaction: the adapter's own splits at every ";". */
function runWholeScripts(adapter, failures) {
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script + FINISH);
    } catch (error) {
      failures.push(error.message);
      throw error;
    }
  };
}

/** The catalogue of PostgreSQL uses the one-byte type "char", which the engine reads and the adapter does not know. */
function readCatalogueChars(adapter) {
  const charColumns = new WeakMap();
  const performIO = adapter.performIO.bind(adapter);
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.performIO = async (query) => {
    const result = await performIO(query);
    const columns = new Set();
    for (const [index, field] of result.fields.entries()) {
      if (field.dataTypeID !== CHAR_OID) continue;
      columns.add(index);
      field.dataTypeID = TEXT_OID;
    }
    charColumns.set(query, columns);
    return result;
  };
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    const columns = charColumns.get(query);
    return { ...result, columnTypes: result.columnTypes.map((type, index) => (columns.has(index) ? ColumnTypeEnum.Character : type)) };
  };
}

function prepareForEngine(factory, failures) {
  const patch = (adapter) => {
    runWholeScripts(adapter, failures);
    readCatalogueChars(adapter);
    return adapter;
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => patch(await factory.connect()),
    connectToShadowDb: async () => patch(await factory.connectToShadowDb()),
  };
}

async function withEngine(project, connectionString, use) {
  const { PrismaPg } = await import("@prisma/adapter-pg");
  const { SchemaEngine } = await loadBindings();
  const datamodels = readSchema(project.schema).map((file) => [file.path, file.content]);
  const failures = [];
  const adapter = bindMigrationAwareSqlAdapterFactory(prepareForEngine(new PrismaPg({ connectionString, max: 1 }), failures));
  const engine = await SchemaEngine.new({ datamodels }, () => undefined, adapter);
  try {
    return await use(engine);
  } catch (error) {
    if (failures.length) throw new UserFacingError(`A migration failed and was undone: ${failures.at(-1)}`);
    throw error;
  }
}

/**
 * Applies the migrations that the database lacks.
 * @param {string[]} undone migrations that an earlier run began and did not commit
 * @returns {Promise<string[]>} names of the migrations applied
 */
export async function applyMigrations(project, connectionString, undone = []) {
  const list = migrationsList(project.migrations);
  return withEngine(project, connectionString, async (engine) => {
    for (const migrationName of undone) await engine.markMigrationRolledBack({ migrationName });
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: list, filters: FILTERS });
    return appliedMigrationNames;
  });
}

/** The SQL that leads from the database to the schema files; null when they agree. */
export async function diffToSchema(project, connectionString) {
  const files = readSchema(project.schema);
  const params = { script: true, exitCode: true, shadowDatabaseUrl: null, filters: FILTERS };
  const from = { tag: "schemaDatasource", files, configDir: path.resolve(project.schema) };
  const result = await withEngine(project, connectionString, (engine) => engine.diff({ ...params, from, to: { tag: "schemaDatamodel", files } }));
  return result.exitCode === 2 ? result.stdout : null;
}
