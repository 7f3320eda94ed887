import "server-only";
import { csvLine } from "../csv/csv-line";
import { findStoredFile, openStoredFile, storeFile } from "../storage";
import { listRejectionPage } from "./import-repository";

const pageSize = 1_000;

const placeOf = (runId: string): string => `imports/${runId}/rejected.csv`;

async function* rejectionLines(runId: string): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  // Spreadsheets read a file as UTF-8 when it says so.
  yield encoder.encode(`\ufeff${csvLine(["line", "reason", "row"])}`);
  for (let after = -1; ; ) {
    const page = await listRejectionPage(runId, { after, limit: pageSize });
    yield encoder.encode(page.map(({ line, reason, excerpt }) => csvLine([line, reason, excerpt])).join(""));
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.seq;
  }
}

/** Keeps the rows that a run refused as a file that whoever corrects them can take away. */
export async function keepRejections(run: { runId: string; source: string; now: Date }): Promise<void> {
  const name = `rejected rows of ${run.source.replace(/\.\w{1,5}$/, "")}.csv`;
  await storeFile({ path: placeOf(run.runId), name, contentType: "text/csv", content: rejectionLines(run.runId), now: run.now });
}

export const openRejections = (runId: string) => openStoredFile(placeOf(runId));

export const isRejectionsFileKept = async (runId: string): Promise<boolean> => (await findStoredFile(placeOf(runId))) !== null;
