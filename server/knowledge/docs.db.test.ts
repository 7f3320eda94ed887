import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute, type Ctx } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { importDocs } from "./import-docs";
import { knowledgeOperations as operations } from "./operations";
import { remindOfDocs } from "./remind-of-docs";
import { shipDocs } from "./ship-docs";

let database: TestDatabase;
const person = (role: "admin" | "support" | "viewer" | "executive" | "requester", userId: string, actor: object = {}): Ctx => testContext(role, { actor: { kind: "user", userId, name: userId, ...actor } });
const admin = person("admin", "ada");
const writer = person("support", "wim");
const colleague = person("support", "cora");
const viewer = person("viewer", "vic");
const customer = person("requester", "rita", { scope: { kind: "customers", customerIds: ["cus_1"] } });

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.query("truncate document, document_space, document_request, import_run, delivery, app_user cascade");
  await execute(operations.createSpace, { title: "Operations" }, admin);
});

const begin = (title = "Rotate keys", body = "# Rotate keys\n\nOne.\n\nTwo.", ctx = writer, space = "operations") => execute(operations.createDoc, { space, title, body }, ctx);
const publish = async (slug: string, number = 1, ctx = colleague) => execute(operations.decideDocVersion, { slug, number, decision: "publish" }, ctx);
const save = (slug: string, base: number, body: string, ctx = writer) => execute(operations.saveDocDraft, { slug, base, title: "Rotate keys", body }, ctx);
const read = (slug: string, ctx: Ctx = viewer) => execute(operations.getDoc, { slug }, ctx);

describe("writing a document", () => {
  it("begins as a draft that readers do not see, and is shown once somebody else published it", async () => {
    const { slug } = await begin();
    await expect(read(slug)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(publish(slug, 1, writer)).rejects.toMatchObject({ code: "FORBIDDEN", message: expect.stringContaining("Somebody else") as string });
    await publish(slug);
    expect(await read(slug)).toMatchObject({ title: "Rotate keys", markdown: "One.\n\nTwo.", state: "published", publishedVersion: 1, canEdit: false, freshness: "never", ownerName: "wim" });
  });

  it("keeps every version: readers see the published one, writers the changes", async () => {
    const { slug } = await begin();
    await publish(slug);
    const { number } = await save(slug, 1, "# Rotate keys\n\nOne.\n\nThree.");
    expect(await read(slug)).toMatchObject({ markdown: "One.\n\nTwo.", pending: null });
    expect((await read(slug, writer)).pending).toMatchObject({ number: 2, state: "draft" });
    expect((await execute(operations.getDocVersion, { slug, number }, writer)).hunks[0]?.lines.filter((line) => line.kind !== "same")).toEqual([{ kind: "removed", text: "Two." }, { kind: "added", text: "Three." }]);
    await expect(execute(operations.getDocVersion, { slug, number }, viewer)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await execute(operations.listDocVersions, { slug }, viewer)).items.map((row) => row.number)).toEqual([1]);
    expect(await database.query("select action from audit_event where action like 'knowledge.document.%' order by seq desc limit 1")).toEqual([{ action: "knowledge.document.draft" }]);
  });

  it("goes to review and back, with the reviewer's note", async () => {
    const { slug } = await begin();
    await execute(operations.decideDocVersion, { slug, number: 1, decision: "submit" }, writer);
    expect((await execute(operations.docBoard, {}, colleague)).inReview).toMatchObject([{ slug, number: 1, authorName: "wim" }]);
    await expect(execute(operations.decideDocVersion, { slug, number: 1, decision: "reject", note: " " }, colleague)).rejects.toMatchObject({ code: "VALIDATION" });
    await execute(operations.decideDocVersion, { slug, number: 1, decision: "reject", note: "Say why." }, colleague);
    expect((await read(slug, writer)).pending).toMatchObject({ state: "rejected", reviewNote: "Say why." });
    await expect(publish(slug)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });

  it("loses nothing when two save at once: exactly one is first, the other is told", async () => {
    const { slug } = await begin();
    const results = await Promise.allSettled([save(slug, 1, "mine", writer), save(slug, 1, "theirs", colleague)]);
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find((result) => result.status === "rejected")).toMatchObject({ reason: { code: "CONFLICT" } });
    expect((await execute(operations.listDocVersions, { slug }, writer)).items).toHaveLength(2);
  });

  it("is refused to readers, and to a stale editor of its settings", async () => {
    const { slug } = await begin();
    await expect(save(slug, 1, "x", viewer)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await execute(operations.updateDoc, { slug, version: 1, section: "Keys" }, writer);
    await expect(execute(operations.updateDoc, { slug, version: 1, section: "Other" }, writer)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("takes scripts and huge tables as text, and names links that lead nowhere, forbidden pages among them", async () => {
    await execute(operations.createSpace, { title: "Board", audience: ["executive"] }, admin);
    const secret = await begin("Salaries", "secret", admin, "board");
    await publish(secret.slug, 1, admin);
    const table = `| a | b |\n| --- | --- |\n${"| 1 | 2 |\n".repeat(5000)}`;
    const { slug } = await begin("Links", `<script>alert(1)</script>\n\n[x](javascript:alert(1)) [s](/docs/salaries) [own](#nowhere) [file](other.md)\n\n${table}`);
    await publish(slug);
    expect((await read(slug)).brokenLinks.map((link) => [link.target, link.line])).toEqual([["other.md", 0], ["javascript:alert(1", 3], ["/docs/salaries", 3], ["#nowhere", 3]]);
    expect((await read(slug, admin)).brokenLinks.map((link) => link.target)).not.toContain("/docs/salaries");
  });
});

describe("who reads what", () => {
  it.each([
    ["everyone inside", [], { viewer: true, executive: true, customer: false, admin: true }],
    ["executives", ["executive"], { viewer: false, executive: true, customer: false, admin: true }],
    ["customers", ["requester", "viewer"], { viewer: true, executive: false, customer: true, admin: true }],
  ] as const)("a document for %s", async (_, audience, seen) => {
    const { slug } = await begin();
    await publish(slug);
    await execute(operations.updateDoc, { slug, version: 2, audience: [...audience] }, admin);
    const readers = { viewer, executive: person("executive", "eve"), customer, admin };
    for (const [name, ctx] of Object.entries(readers)) {
      expect({ name, seen: await read(slug, ctx).then(() => true, () => false) }).toEqual({ name, seen: seen[name as keyof typeof seen] });
      expect({ name, listed: (await execute(operations.listDocs, {}, ctx)).items.some((space) => space.docs.some((doc) => doc.slug === slug)) }).toEqual({ name, listed: seen[name as keyof typeof seen] });
    }
  });
});

describe("keeping documents true", () => {
  it("counts readings and opinions; the board lists what is overdue, never reviewed and stale", async () => {
    const { slug } = await begin();
    await publish(slug);
    await execute(operations.getDoc, { slug, isReading: true }, { ...viewer, via: "page" });
    await read(slug, { ...writer, via: "page" });
    await execute(operations.rateDoc, { slug, isUseful: false }, viewer);
    expect(await execute(operations.rateDoc, { slug, isUseful: true }, viewer)).toEqual({ yes: 1, no: 0 });
    await execute(operations.updateDoc, { slug, version: 2, reviewBy: "2026-08-01", reviewEveryDays: 30 }, writer);
    const board = await execute(operations.docBoard, {}, writer);
    expect(board).toMatchObject({ counts: { documents: 1, overdue: 1, due: 0, never: 0 }, items: [{ slug, freshness: "overdue", reads: 1, yes: 1 }], readAndStale: [{ slug }] });
    await execute(operations.markDocReviewed, { slug, version: 3 }, colleague);
    expect(await read(slug)).toMatchObject({ freshness: "current", reviewBy: "2026-09-18", reviewedBy: "cora" });
  });

  it("reminds the owner once, and not again the next day", async () => {
    await database.query("insert into app_user (id, email, name) values ('usr_wim', 'wim@example.com', 'wim')");
    const { slug } = await begin();
    await publish(slug);
    await execute(operations.updateDoc, { slug, version: 2, reviewBy: "2026-08-20" }, writer);
    expect(await remindOfDocs(admin)).toEqual({ documents: 1, told: 2 });
    expect(await remindOfDocs({ ...admin, clock: { now: () => new Date("2026-08-20T10:00:00Z") } })).toEqual({ documents: 0, told: 0 });
    expect(await database.query("select kind, recipient, title from delivery order by kind")).toEqual([{ kind: "email", recipient: "wim@example.com", title: "[document] Rotate keys: review is due on 2026-08-20" }, { kind: "in_app", recipient: "usr_wim", title: "[document] Rotate keys: review is due on 2026-08-20" }]);
  });

  it("answers a request by a document", async () => {
    await database.query("insert into document_request (id, words, last_at) values ('drq_1', 'rotate keys', now())");
    await execute(operations.changeDocRequest, { id: "drq_1", version: 1, ownerName: "wim" }, writer);
    await execute(operations.createDoc, { space: "operations", title: "Rotate keys", body: "x", requestId: "drq_1" }, writer);
    expect(await database.query("select state, owner_name from document_request")).toEqual([{ state: "written", owner_name: "wim" }]);
  });

  it("declines a request with a reason only, and the reason is on record", async () => {
    await database.query("insert into document_request (id, words, last_at) values ('drq_2', 'canteen menu', now())");
    await expect(execute(operations.changeDocRequest, { id: "drq_2", version: 1, state: "declined", note: " " }, writer)).rejects.toThrow();
    await execute(operations.changeDocRequest, { id: "drq_2", version: 1, state: "declined", note: "The canteen has a page of its own." }, writer);
    expect(await database.query("select state from document_request where id = 'drq_2'")).toEqual([{ state: "declined" }]);
    expect(await database.query("select after->>'note' as note from audit_event where entity_id = 'drq_2'")).toEqual([{ note: "The canteen has a page of its own." }]);
  });
});

async function folder(files: Record<string, string>): Promise<string> {
  const directory = await mkdtemp(path.join(os.tmpdir(), "documents-"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(directory, name)), { recursive: true });
    await writeFile(path.join(directory, name), text);
  }
  return directory;
}
const bring = async (files: Record<string, string>) => importDocs(admin, { dir: await folder(files) });
const tally = ({ created, updated, unchanged, rejected }: Awaited<ReturnType<typeof bring>>) => ({ created, updated, unchanged, rejected });
const guide = "---\ntitle: Night shift\nowner: cora\naudience: [operator, support]\nreview_by: 2027-01-31\n---\n# Night shift\n\nSee [keys](../keys.md#how).\n";
const library = { "on-call/night.md": guide, "keys.md": "# Keys\n\n## How\n\nSlowly.\n" };

describe("importing documents", () => {
  it("makes spaces of folders, takes settings of the front matter, and links files to pages with their headings", async () => {
    expect(tally(await bring(library))).toEqual({ created: 2, updated: 0, unchanged: 0, rejected: 0 });
    expect(await read("night-shift", writer)).toMatchObject({ space: { slug: "on-call", title: "On call" }, ownerName: "cora", audience: ["operator", "support"], reviewBy: "2027-01-31", markdown: "See [keys](/docs/keys#how).", brokenLinks: [], isEdited: false });
    expect(tally(await bring(library))).toEqual({ created: 0, updated: 0, unchanged: 2, rejected: 0 });
  });

  it("keeps a change of either side, takes one that both made, and tells of a conflict", async () => {
    await bring(library);
    await save("keys", 1, "# Keys\n\nChanged here.");
    await publish("keys", 2);
    expect(tally(await bring(library))).toMatchObject({ unchanged: 2, rejected: 0 });
    const conflict = await bring({ ...library, "keys.md": "# Keys\n\nChanged there." });
    expect(conflict).toMatchObject({ unchanged: 1, rejected: 1, rejections: [{ reason: expect.stringContaining("changed here and in the file") as string }] });
    expect((await read("keys")).markdown).toBe("Changed here.");
    expect(tally(await bring({ ...library, "keys.md": "# Keys\n\nChanged here." }))).toMatchObject({ unchanged: 2, rejected: 0 });
    expect(tally(await bring({ ...library, "keys.md": "# Keys\n\nNew." }))).toMatchObject({ updated: 1 });
  });

  it.each([
    ["front matter that is not closed", "---\ntitle: A\n# A\n", 1, "is not closed"], ["a role that there is not", "---\ntitle: A\naudience: [boss]\n---\ntext", 3, "audience takes roles"],
    ["a date that is none", "---\nreview_by: soon\n---\ntext", 2, "review_by must be a date"], ["no text", "---\ntitle: A\n---\n", 1, "holds no text"], ["bytes", "\0", 1, "not text"],
  ])("rejects %s with file and line, and brings the rest", async (_, text, line, reason) => {
    const report = await bring({ ...library, "bad.md": text });
    expect(report).toMatchObject({ created: 2, rejected: 1, rejections: [{ line, reason: expect.stringContaining(reason) as string }] });
  });

  it("shows an inclusion of another file, circular or not, as the text that it is", async () => {
    await bring({ "a.md": '# A\n\n{{< include "b.md" >}}', "b.md": '# B\n\n{{< include "a.md" >}}' });
    expect((await read("a")).markdown).toBe('{{< include "b.md" >}}');
  });
});

describe("the portal's own documentation", () => {
  it("ships into a read-only space, follows its files, and is written only when they changed", async () => {
    const dir = await folder({ "start.md": "---\ntitle: Start\nsection: Begin\n---\nRead [more](more.md).", "more.md": "# More\n\ntext" });
    expect(await shipDocs(admin, dir)).toEqual({ written: 2, removed: 0 });
    expect(await shipDocs(admin, dir)).toEqual({ written: 0, removed: 0 });
    expect(await read("start")).toMatchObject({ space: { isShipped: true }, section: "Begin", markdown: "Read [more](/docs/more).", freshness: "current" });
    await expect(save("start", 1, "mine")).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    expect(await shipDocs(admin, await folder({ "start.md": "# Start\n\nNew." }))).toEqual({ written: 1, removed: 1 });
    expect(await read("start")).toMatchObject({ publishedVersion: 2, markdown: "New." });
    expect(await shipDocs(admin, "/nowhere/at-all")).toEqual({ written: 0, removed: 0 });
  });

  it("is read from the folder of this repository without a fault", async () => {
    const { written } = await shipDocs(admin);
    expect(written).toBeGreaterThan(10);
    const { items } = await execute(operations.listDocs, { space: "quarterdeck" }, viewer);
    for (const doc of items[0]?.docs ?? []) expect({ slug: doc.slug, broken: (await read(doc.slug)).brokenLinks }).toEqual({ slug: doc.slug, broken: [] });
    expect((await execute(operations.listDocs, {}, customer)).items.flatMap((space) => space.docs.map((doc) => doc.slug))).toEqual(["guide-requester"]);
  });
});
