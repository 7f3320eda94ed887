import { describe, expect, it } from "vitest";
import { awaitReport, ImportFailure, readMessages, toFailure, type Report } from "@/components/imports/import-messages";
import { initialImport, nextImport, type ImportAction, type ImportState } from "@/components/imports/import-state";
import { sourceOf, uploadable } from "@/components/imports/upload-files";

const tally = { rowsRead: 10, created: 3, updated: 1, unchanged: 2, rejected: 1 };
const report: Report = { ...tally, runId: "imp_1", kind: "service-desk", source: "desk.csv", zone: "UTC", dryRun: true, rejections: [] };
const play = (actions: readonly ImportAction[], from: ImportState = initialImport) => actions.reduce(nextImport, from).phase;
// What a browser sets and Node does not.
const file = Object.defineProperty(new File(["12345"], "desk.csv"), "webkitRelativePath", { value: "" });

describe("the course of an import", () => {
  it("counts bytes while it sends, rows while it previews, records while it imports", () => {
    const sent: ImportAction[] = [{ type: "choose", files: [file] }, { type: "begin", step: "uploading" }, { type: "sent", bytes: 2 }];
    expect(play(sent)).toMatchObject({ step: "uploading", done: 2, total: 5 });
    const previewing: ImportAction[] = [...sent, { type: "begin", step: "previewing" }, { type: "progress", tally }];
    expect(play(previewing)).toMatchObject({ step: "previewing", done: 10, total: null });
    const importing: ImportAction[] = [...previewing, { type: "report", report }, { type: "begin", step: "importing" }, { type: "progress", tally: { ...tally, created: 1 } }];
    expect(play(importing)).toMatchObject({ step: "importing", done: 4, total: 6 });
    expect(play([...importing, { type: "report", report: { ...report, dryRun: false } }]).name).toBe("done");
  });
  it("ignores what arrives after it was stopped", () => {
    const stopped: ImportAction[] = [{ type: "begin", step: "previewing" }, { type: "stop" }];
    expect(play([...stopped, { type: "report", report }, { type: "progress", tally }, { type: "fail", failure: toFailure(null) }])).toEqual({ name: "stopped", step: "previewing" });
  });
  it("begins anew with other files", () => expect(play([{ type: "begin", step: "previewing" }, { type: "report", report }, { type: "choose", files: [] }])).toEqual({ name: "choosing" }));
});

const streamOf = (...chunks: string[]) => new ReadableStream<Uint8Array>({
  start: (controller) => {
    for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
    controller.close();
  },
});

describe("the messages of a run", () => {
  const lines = [{ type: "progress", tally }, { type: "report", report }].map((message) => `${JSON.stringify(message)}\n`).join("");
  it.each([1, 7, 4_000])("are read whole when they come in pieces of %d characters", async (size) => {
    const types: string[] = [];
    for await (const message of readMessages(streamOf(...(lines.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [])))) types.push(message.type);
    expect(types).toEqual(["progress", "report"]);
  });
  it("end in the report, in the failure that was told, or in one that says to try again", async () => {
    const seen: number[] = [];
    await expect(awaitReport(streamOf(lines), (progress) => seen.push(progress.rowsRead))).resolves.toMatchObject({ created: 3 });
    expect(seen).toEqual([10]);
    await expect(awaitReport(streamOf('{"type":"error","error":{"code":"CONFLICT","message":"Busy."}}\n'), () => undefined)).rejects.toThrow("Busy.");
    await expect(awaitReport(streamOf(lines.split("\n")[0] ?? ""), () => undefined)).rejects.toBeInstanceOf(ImportFailure);
  });
});

describe("the files of an upload", () => {
  const within = (path: string) => Object.defineProperty(new File(["x"], path.split("/").at(-1) ?? ""), "webkitRelativePath", { value: path });
  it("leave out the chosen directory's own name and hidden files", () => {
    const files = [within("site/checks.csv"), within("site/history/a.yml"), within("site/.git/config"), within("site/.DS_Store")];
    expect(uploadable(files).map(({ name }) => name)).toEqual(["checks.csv", "history/a.yml"]);
    expect(sourceOf(files)).toBe("site");
  });
  it("are called by their file, or counted", () => expect([sourceOf([file]), sourceOf([file, file]), sourceOf([])]).toEqual(["desk.csv", "2 files", "upload"]));
});
