import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

const header = "checked_at,site,status,http_status,latency_ms";

/** Two sites over two days. Shop is down 10:00-10:30 (500, then no response) and, open, from 11:30 on; Docs is never down. */
export const fixtureChecks: readonly string[] = [
  "2026-03-01T09:00:00+00:00,Shop,up,200,100.0",
  "2026-03-01T09:00:05+00:00,Docs (dev),up,200,40.0",
  "2026-03-01T10:00:00+00:00,Shop,down,500,900.0",
  "2026-03-01T10:10:00+00:00,Shop,down,0,0.0",
  "2026-03-01T10:30:00+00:00,Shop,up,200,120.0",
  "2026-03-02T09:00:00+00:00,Docs (dev),degraded,200,4000.0",
  "2026-03-02T11:00:00+00:00,Shop,up,200,140.0",
  "2026-03-02T11:30:00+00:00,Shop,down,502,300.0",
  "2026-03-02T12:00:00+00:00,Shop,down,502,310.0",
  "2026-03-02T12:00:05+00:00,Docs (dev),up,200,60.0",
];

const summary = [
  { name: "Shop", url: "https://shop.example", slug: "shop", status: "up", uptime: "99.50%", time: 130, dailyMinutesDown: { "2026-03-01": 28 } },
  { name: "Docs (dev)", url: "https://docs.example/dev", slug: "docs-dev", status: "up", uptime: "100.00%", time: 50, dailyMinutesDown: {} },
];

const history = "url: https://shop.example\nstatus: up\ncode: 200\nresponseTime: 130\nlastUpdated: 2026-03-02T12:00:01.000Z\nstartTime: 2026-03-01T08:59:59.000Z\ngenerator: Upptime <https://example.org>\n";

export interface Fixture {
  checks?: readonly string[];
  /** Null leaves the file out; text is written as it is. */
  summary?: string | null;
  header?: string;
}

/** Writes an Upptime directory for a test and returns its path. */
export async function writeUpptime(fixture: Fixture = {}): Promise<string> {
  const directory = await mkdtemp(path.join(os.tmpdir(), "upptime-"));
  await mkdir(path.join(directory, "history"));
  await writeFile(path.join(directory, "checks.csv"), [fixture.header ?? header, ...(fixture.checks ?? fixtureChecks)].join("\n"));
  if (fixture.summary !== null) await writeFile(path.join(directory, "summary.json"), fixture.summary ?? JSON.stringify(summary, null, 1));
  await writeFile(path.join(directory, "history", "shop.yml"), history);
  return directory;
}
