import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdir, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { DomainError } from "../errors";
import { createBackup } from "./create-backup";
import { applyMigrations } from "./migration-history";
import { restoreBackup } from "./restore-backup";
import { verifyBackup } from "./verify-backup";

const migrationsDir = path.resolve("prisma/migrations");
const migrations = readdirSync(migrationsDir, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => ({ name, checksum: createHash("sha256").update(readFileSync(path.join(migrationsDir, name, "migration.sql"))).digest("hex") })).sort((a, b) => (a.name < b.name ? -1 : 1));
const adminUrl = process.env.TEST_DATABASE_URL ?? "";
const databases: string[] = [];
let folder: string;
let file: string;
let source: string;

async function query<T>(url: string, text: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as T[];
  } finally {
    await client.end();
  }
}

async function emptyDatabase(): Promise<string> {
  const name = `backup_${randomBytes(6).toString("hex")}`;
  await query(adminUrl, `create database ${name}`);
  databases.push(name);
  return Object.assign(new URL(adminUrl), { pathname: `/${name}` }).toString();
}

async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await applyMigrations(client, migrations);
  await client.end();
}

const tablesOf = (url: string) => query<{ relname: string }>(url, "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')");

const awkward = 'Tab\there, line\nbreak, back\\slash, "quotes", ünïcödé 🚦, \\N, and a comma';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "quarterdeck-backup-"));
  file = path.join(folder, "backups", "one.tar");
  source = await emptyDatabase();
  await migrate(source);
  await query(source, "insert into setting (key, value, updated_at) select 'key ' || n, to_jsonb(n), now() from generate_series(1, 2500) n");
  await query(source, "insert into setting (key, value, updated_at) values ('awkward', to_jsonb($1::text), now())", [awkward]);
  await query(source, "insert into service (id, slug, name, version) values ('svc_b', 'b', 'B', 1), ('svc_a', 'a', $1, 1), ('svc_c', 'c', 'C', 1)", [awkward]);
  await query(source, "delete from service where id = 'svc_c'");
  await query(source, "insert into service_dependency (service_id, depends_on_id) values ('svc_a', 'svc_b')");
  await mkdir(path.join(folder, "data", "files", "deep"), { recursive: true });
  await writeFile(path.join(folder, "data", "files", "deep", "report.bin"), randomBytes(70_000));
  await writeFile(path.join(folder, "data", "files", "empty.txt"), "");
});

afterAll(async () => {
  for (const name of databases) await query(adminUrl, `drop database if exists ${name} with (force)`);
  await rm(folder, { recursive: true, force: true });
});

describe("a backup", () => {
  it("comes back whole: rows, awkward text, references, counters and files", async () => {
    const made = await createBackup({ connectionString: source, dataDir: path.join(folder, "data"), file, keyId: "abcd1234" });
    expect(made).toMatchObject({ files: 2, migration: migrations.at(-1)?.name });
    expect(made.rows).toBeGreaterThanOrEqual(2504);
    expect((await stat(file)).mode & 0o777).toBe(0o600);

    const target = await emptyDatabase();
    const restored = await restoreBackup({ connectionString: target, dataDir: path.join(folder, "restored"), file });
    expect(restored).toMatchObject({ rows: made.rows, tables: made.tables, files: 2, keyId: "abcd1234" });
    const services = "select * from service order by id";
    expect(await query(target, services)).toEqual(await query(source, services));
    expect(await query(target, "select value from setting where key = 'awkward'")).toEqual([{ value: awkward }]);
    expect(await query(target, "select count(*)::int as n from service_dependency")).toEqual([{ n: 1 }]);
    expect(await readFile(path.join(folder, "restored", "files", "deep", "report.bin"))).toEqual(await readFile(path.join(folder, "data", "files", "deep", "report.bin")));
  });

  it("gives every domain a version that it never had before", async () => {
    await query(source, "insert into data_version (domain, version) values ('tickets', 7) on conflict (domain) do update set version = 7");
    const versions = path.join(folder, "backups", "versions.tar");
    await createBackup({ connectionString: source, dataDir: path.join(folder, "data"), file: versions });
    const target = await emptyDatabase();
    await restoreBackup({ connectionString: target, dataDir: path.join(folder, "restored-versions"), file: versions });
    const [row] = await query<{ version: string }>(target, "select version::text as version from data_version where domain = 'tickets'");
    expect(Number(row?.version)).toBeGreaterThan(1_000_000);
  });

  it("lets the restored database go on counting where the old one stopped", async () => {
    const target = await emptyDatabase();
    await restoreBackup({ connectionString: target, dataDir: path.join(folder, "r2"), file });
    const [next] = await query<{ key: number }>(target, "insert into service (id, slug, name, version) values ('svc_d', 'd', 'D', 1) returning key");
    expect(next?.key).toBe(4);
  });

  it("keeps references checked after a restore", async () => {
    const target = await emptyDatabase();
    await restoreBackup({ connectionString: target, dataDir: path.join(folder, "r3"), file });
    const keys = "select conname, pg_get_constraintdef(oid) as definition from pg_constraint where contype = 'f' order by conname";
    expect(await query(target, keys)).toEqual(await query(source, keys));
  });

  it("is the state of one moment although rows are written meanwhile", async () => {
    const concurrent = path.join(folder, "backups", "concurrent.tar");
    const writing = (async () => {
      for (let n = 0; n < 40; n += 1) await query(source, "insert into setting (key, value, updated_at) values ($1, '1', now())", [`meanwhile ${n}`]);
    })();
    await createBackup({ connectionString: source, dataDir: path.join(folder, "none"), file: concurrent });
    await writing;
    await expect(verifyBackup({ connectionString: source, file: concurrent })).resolves.toMatchObject({ files: 0 });
    await query(source, "delete from setting where key like 'meanwhile %'");
  });

  it("is verified in a scratch database that does not stay", async () => {
    // Other files make databases of their own meanwhile: only those for verifying are looked at.
    const left = () => query(adminUrl, "select datname from pg_database where datname like 'quarterdeck\\_verify\\_%'");
    const verifying = verifyBackup({ connectionString: source, file });
    await vi.waitFor(async () => expect(await left()).toHaveLength(1), { timeout: 20_000, interval: 20 });
    expect(await verifying).toMatchObject({ place: "database" });
    expect(await left()).toEqual([]);
  });

  it("is verified in a scratch cluster, of another server, that does not stay either", async () => {
    const nowhere = Object.assign(new URL(source), { port: "1" }).toString();
    expect(await verifyBackup({ connectionString: nowhere, file, home: process.cwd() })).toMatchObject({ place: "cluster", migration: migrations.at(-1)?.name });
    const left = execFileSync("ps", ["-eo", "ppid=,args="], { encoding: "utf8" }).split("\n").filter((line) => line.includes("scratch-postgres.mjs") && line.trim().startsWith(`${process.pid} `));
    expect(left).toEqual([]);
  });

  it("leaves no half-written archive when the database holds nothing", async () => {
    const nothing = path.join(folder, "backups", "nothing.tar");
    await expect(createBackup({ connectionString: await emptyDatabase(), dataDir: folder, file: nothing })).rejects.toThrow(/nothing to back up/);
    expect((await readdir(path.dirname(nothing))).filter((name) => name.startsWith("nothing"))).toEqual([]);
  });
});

describe("a restore is refused, and changes nothing,", () => {
  async function changed(change: (bytes: Buffer) => Buffer): Promise<string> {
    const copy = path.join(folder, `${randomBytes(4).toString("hex")}.tar`);
    await writeFile(copy, change(await readFile(file)));
    return copy;
  }

  async function expectRefusal(copy: string, reason: RegExp): Promise<void> {
    const target = await emptyDatabase();
    const attempt = restoreBackup({ connectionString: target, dataDir: path.join(folder, "refused"), file: copy });
    await expect(attempt).rejects.toThrow(reason);
    await expect(attempt).rejects.toBeInstanceOf(DomainError);
    expect(await tablesOf(target)).toEqual([]);
    expect(await readdir(path.join(folder, "refused")).catch(() => [])).toEqual([]);
  }

  it("when the database is not empty", async () => {
    await expect(restoreBackup({ connectionString: source, dataDir: path.join(folder, "refused"), file })).rejects.toThrow(/not empty/);
    expect(await query(source, "select count(*)::int as n from service")).toEqual([{ n: 2 }]);
  });

  it("when the archive was cut off", async () => {
    await expectRefusal(await changed((bytes) => bytes.subarray(0, Math.floor(bytes.length / 2))), /not a whole backup|damaged/);
  });

  it("when a byte of the rows was changed", async () => {
    const target = await changed((bytes) => {
      const at = bytes.indexOf("tables/setting.copy.gz") + 512 + 2000;
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      return bytes;
    });
    await expectRefusal(target, /damaged: (the rows of setting|setting)/);
  });

  it("when the manifest tells other counts than the rows", async () => {
    const target = await changed((bytes) => {
      const at = bytes.indexOf('"rows": 2501');
      bytes.write('"rows": 2502', at);
      return bytes;
    });
    await expectRefusal(target, /setting should hold 2502 rows/);
  });

  it("when a stored file was changed", async () => {
    const target = await changed((bytes) => {
      const at = bytes.indexOf("files/0") + 512 + 100;
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      return bytes;
    });
    await expectRefusal(target, /report\.bin has changed/);
  });

  it("when a newer version made the backup", async () => {
    const target = await changed((bytes) => {
      const name = migrations.at(-1)?.name ?? "";
      bytes.write(name.replace(/^\d{4}/, "2999"), bytes.lastIndexOf(name));
      return bytes;
    });
    await expectRefusal(target, /does not have: restore it with the version that made it/);
  });

  it("when the file is something else, or is not there", async () => {
    const text = path.join(folder, "notes.txt");
    await writeFile(text, "not an archive\n".repeat(100));
    await expectRefusal(text, /not a whole backup/);
    await expectRefusal(path.join(folder, "missing.tar"), /cannot be read/);
  });
});

describe("an archive", () => {
  it("can be listed with an ordinary tar", async () => {
    const handle = await open(file, "r");
    const header = Buffer.alloc(512);
    await handle.read(header, 0, 512, 0);
    await handle.close();
    expect(header.toString("latin1", 257, 265)).toBe("ustar\u000000");
  });
});
