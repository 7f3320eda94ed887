import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { importRunbooks } from "./import-runbooks";
import { knowledgeOperations } from "./operations";

let database: TestDatabase;
const ctx = testContext("operator");
const reader = testContext("viewer");

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.query("truncate document, service, import_run cascade"));

const diskFull = '---\ntitle: Disk Full\nweight: 20\naliases:\n  - /diskfull/\nowner: storage\n---\n\n# DiskFull\n\n## Meaning\n\nNo space is left.\n\n## Mitigation\n\nSee [the other]({{< ref "./DiskSlow.md" >}}) and [docs](https://docs.example).\n';
const library: Record<string, string> = {
  "node/DiskFull.md": diskFull,
  "node/DiskSlow.md": "---\ntitle: Disk Slow\nweight: 10\n---\n# DiskSlow\n\n## Meaning\n\nWrites wait; 100% busy.\n",
  "general/TargetDown.md": "# TargetDown\n\n## Meaning\n\nA target cannot be reached.\n",
  "README.md": "# About this library\n",
  "LICENSE": "none",
};

async function writeLibrary(files: Record<string, string>): Promise<string> {
  const directory = await mkdtemp(path.join(os.tmpdir(), "runbooks-"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(directory, name)), { recursive: true });
    await writeFile(path.join(directory, name), text);
  }
  return directory;
}

const run = async (files: Record<string, string> = library, options: { dryRun?: boolean; allowDemo?: boolean } = {}) => importRunbooks(ctx, { dir: await writeLibrary(files), source: "library", ...options });
const tally = ({ rowsRead, created, updated, unchanged, rejected }: Awaited<ReturnType<typeof run>>) => ({ rowsRead, created, updated, unchanged, rejected });

describe("importing runbooks", () => {
  it("creates one document a file, with section, title, weight, alerts and links", async () => {
    expect(tally(await run())).toEqual({ rowsRead: 3, created: 3, updated: 0, unchanged: 0, rejected: 0 });
    expect(await database.query("select slug, kind, title, section, weight, links, alert_names, source_key from document order by slug")).toEqual([
      { slug: "disk-full", kind: "runbook", title: "Disk Full", section: "node", weight: 20, links: ["node/DiskSlow.md", "https://docs.example"], alert_names: ["DiskFull"], source_key: "node/DiskFull.md" },
      { slug: "disk-slow", kind: "runbook", title: "Disk Slow", section: "node", weight: 10, links: [], alert_names: ["DiskSlow"], source_key: "node/DiskSlow.md" },
      { slug: "target-down", kind: "runbook", title: "TargetDown", section: "general", weight: 0, links: [], alert_names: ["TargetDown"], source_key: "general/TargetDown.md" },
    ]);
  });

  it("changes nothing the second time and only the changed file the third", async () => {
    await run();
    expect(tally(await run())).toEqual({ rowsRead: 3, created: 0, updated: 0, unchanged: 3, rejected: 0 });
    const changed = { ...library, "node/DiskFull.md": diskFull.replace("Disk Full", "Disk is full") };
    expect(tally(await run(changed))).toEqual({ rowsRead: 3, created: 0, updated: 1, unchanged: 2, rejected: 0 });
    expect(await database.query("select slug, title, version from document where source_key = 'node/DiskFull.md'")).toEqual([{ slug: "disk-full", title: "Disk is full", version: 2 }]);
  });

  it("says in a dry run what it would do, and does nothing", async () => {
    expect(tally(await run(library, { dryRun: true }))).toMatchObject({ created: 3 });
    expect(await database.query("select 1 from document")).toEqual([]);
  });

  it.each([
    ["front matter that is not closed", { text: "---\ntitle: A\n# A\n", line: 1, reason: "is not closed" }],
    ["front matter that is not YAML", { text: "---\ntitle: A\nweight: [1\n---\ntext\n", line: 3, reason: "is not YAML" }],
    ["a weight that is no number", { text: "---\ntitle: A\nweight: heavy\n---\ntext\n", line: 3, reason: "weight must be a whole number" }],
    ["front matter that is no list of keys", { text: "---\n- a\n---\ntext\n", line: 2, reason: "is not a list of keys" }],
    ["no text", { text: "---\ntitle: A\n---\n", line: 1, reason: "holds no text" }],
    ["bytes", { text: "\0\0", line: 1, reason: "is not text" }],
  ])("rejects %s with file and line and imports the rest", async (_, { text, line, reason }) => {
    const report = await run({ ...library, "node/Bad.md": text });
    expect(report).toMatchObject({ rowsRead: 4, created: 3, rejected: 1, rejections: [{ line, reason: expect.stringContaining(reason) as string }] });
    expect(report.rejections[0]?.reason).toContain("node/Bad.md: ");
  });

  it("never overwrites what was edited here, and says so", async () => {
    await run();
    await database.query("update document set body = body || 'Ask Kim first.' where slug = 'disk-full'");
    expect(tally(await run())).toMatchObject({ unchanged: 3, rejected: 0 });
    const report = await run({ ...library, "node/DiskFull.md": `${diskFull}More.\n` });
    expect(report).toMatchObject({ unchanged: 2, rejected: 1, rejections: [{ reason: expect.stringContaining("edited here since its import") as string }] });
    expect(await execute(knowledgeOperations.getRunbook, { slug: "disk-full" }, reader)).toMatchObject({ isEdited: true, markdown: expect.stringContaining("Ask Kim first.") as string });
  });

  it("keeps runbooks of one name apart by their section", async () => {
    await run({ "node/Down.md": "# Down\n\ntext", "web/Down.md": "# Down\n\ntext" });
    expect((await database.query("select slug from document order by slug")).map((row) => row.slug)).toEqual(["down", "web-down"]);
  });

  it("knows the service that the front matter names", async () => {
    await database.query("insert into service (id, slug, name, tier) values ('svc_1', 'storage', 'Storage', 1)");
    await run({ "DiskFull.md": "---\nservice: STORAGE\n---\n# DiskFull\n\ntext" });
    expect((await execute(knowledgeOperations.getRunbook, { slug: "disk-full" }, reader)).service).toEqual({ slug: "storage", name: "Storage" });
  });

  it("is refused for a directory without runbooks, one that is not there, a demo organisation and a role without the right", async () => {
    await expect(run({ "notes.txt": "x" })).rejects.toMatchObject({ code: "VALIDATION", message: expect.stringContaining("expected a directory of Markdown files") as string });
    await expect(importRunbooks(ctx, { dir: "/nowhere/at-all" })).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(importRunbooks(reader, { dir: "docs" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await database.query("insert into document (id, slug, kind, title, body, is_demo) values ('doc_demo', 'demo', 'runbook', 'Demo', 'x', true)");
    await expect(run()).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    expect(tally(await run(library, { allowDemo: true })).created).toBe(3);
  });

  it("leaves one audit row with the counts", async () => {
    await database.query("truncate audit_event");
    await run();
    expect(await database.query("select action, after->>'created' as created, after->>'source' as source from audit_event")).toEqual([{ action: "import.runbooks", created: "3", source: "library" }]);
  });
});

describe("reading runbooks", () => {
  beforeEach(() => run());

  it("lists them by section, then weight and title", async () => {
    const list = await execute(knowledgeOperations.listRunbooks, {}, reader);
    expect(list.items.map((item) => item.slug)).toEqual(["target-down", "disk-slow", "disk-full"]);
    expect(list).toMatchObject({ total: 3, known: 3, sections: [{ section: "general", count: 1 }, { section: "node", count: 2 }] });
    expect(list.items[2]).toMatchObject({ headings: ["Meaning", "Mitigation"], excerpt: null });
  });

  it.each(["section", "title", "-updated"] as const)("goes on behind its cursor when sorted by %s", async (sort) => {
    const whole = await execute(knowledgeOperations.listRunbooks, { sort }, reader);
    const first = await execute(knowledgeOperations.listRunbooks, { sort, limit: 2 }, reader);
    const second = await execute(knowledgeOperations.listRunbooks, { sort, limit: 2, ...(first.nextCursor ? { cursor: first.nextCursor } : {}) }, reader);
    expect([...first.items, ...second.items].map((item) => item.slug)).toEqual(whole.items.map((item) => item.slug));
  });

  it("finds every word anywhere, and shows where one stands that the title does not have", async () => {
    const find = async (q: string) => (await execute(knowledgeOperations.listRunbooks, { q }, reader)).items.map((item) => [item.slug, item.excerpt]);
    expect(await find("disk SPACE")).toEqual([["disk-full", expect.stringContaining("No space is left") as string]]);
    expect(await find("DiskSlow")).toEqual([["disk-slow", null], ["disk-full", null]]);
    expect(await find("100%")).toHaveLength(1);
    expect(await find("disk elephant")).toEqual([]);
  });

  it("shows a text without front matter, with links inside the library, and keeps unknown keys", async () => {
    const runbook = await execute(knowledgeOperations.getRunbook, { slug: "disk-full" }, reader);
    expect(runbook.markdown).toBe("## Meaning\n\nNo space is left.\n\n## Mitigation\n\nSee [the other](/runbooks/disk-slow) and [docs](https://docs.example).");
    expect(runbook).toMatchObject({
      frontMatter: [{ key: "aliases", value: '["/diskfull/"]' }, { key: "owner", value: "storage" }], contents: [{ level: 2, text: "Meaning" }, { level: 2, text: "Mitigation" }], isEdited: false,
      links: [{ target: "/runbooks/disk-slow", kind: "runbook", label: "Disk Slow" }, { target: "https://docs.example", kind: "web" }],
    });
  });

  it("is not found under another name, and hidden from someone bound to a customer", async () => {
    await expect(execute(knowledgeOperations.getRunbook, { slug: "nothing" }, reader)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const bound = testContext("viewer", { actor: { scope: { kind: "customers", customerIds: ["cus_1"] } } });
    expect(await execute(knowledgeOperations.listRunbooks, {}, bound)).toMatchObject({ items: [], known: 0 });
    await expect(execute(knowledgeOperations.getRunbook, { slug: "disk-full" }, bound)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
