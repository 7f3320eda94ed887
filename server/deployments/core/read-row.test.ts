import { describe, expect, it } from "vitest";
import { readHeader, readRow } from "./read-row";

const utc = (local: string): string | null => (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(local) ? `${local.length === 16 ? `${local}:00` : local}.000Z` : null);
const headerOf = (line: string) => {
  const read = readHeader(line);
  if (!read.ok) throw new Error(read.reason);
  return read.header;
};

describe("a list of deployments", () => {
  it("names its columns in any order, in any case, among others", () => expect(headerOf("Release,note,Deployed At,service,OUTCOME")).toEqual({ release: 0, deployed_at: 2, service: 3, outcome: 4 }));
  it.each(["release,deployed_at", "service,release", "", 'service,release,"deployed_at'])("is refused without its columns: %s", (line) => expect(readHeader(line)).toMatchObject({ ok: false }));
});

describe("a line of it", () => {
  const header = headerOf("service,release,deployed_at,committed_at,outcome,incident,source_key");
  it("becomes a message, empty cells left out, times in the file's zone or their own", () => {
    expect(readRow('checkout,"1.4, hot",2026-08-18 09:00,2026-08-17T20:00:00+0200,Rollback,INC-12,', header, utc)).toEqual({
      ok: true, message: { service: "checkout", release: "1.4, hot", deployedAt: "2026-08-18T09:00:00.000Z", committedAt: "2026-08-17T20:00:00+02:00", outcome: "rolled_back", incident: 12 },
    });
  });
  it("keeps what is no time, so that the schema names the fault", () => expect(readRow("checkout,1,yesterday", header, utc)).toMatchObject({ message: { deployedAt: "yesterday" } }));
  it("with an open quotation mark spoils itself alone", () => expect(readRow('checkout,"1.4', header, utc)).toMatchObject({ ok: false }));
});
