import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb, db, pool } from ".";
import { testDatabase, type TestDatabase } from "./test-database";

let database: TestDatabase;
let warnings: string[];
const listen = (warning: Error): void => void warnings.push(warning.message);

beforeAll(async () => {
  warnings = [];
  process.on("warning", listen);
  database = await testDatabase();
});
afterAll(async () => {
  process.off("warning", listen);
  await closeDb();
  await database.drop();
});

describe("statements of one connection", () => {
  it("wait for each other in a transaction, without a warning of the driver", async () => {
    const counts = await db().$transaction(async (tx) => {
      await tx.slo.findFirst({ where: { slug: "none" }, include: { service: true, owner: true, status: true } });
      return Promise.all([tx.service.count(), tx.team.count(), tx.slo.count(), tx.customer.count()]);
    });
    await new Promise((done) => setImmediate(done));
    expect(counts).toHaveLength(4);
    expect(warnings.filter((text) => text.includes("client.query()"))).toEqual([]);
  });

  it("go on after one of them failed", async () => {
    const client = await pool().connect();
    try {
      const [failed, next] = await Promise.allSettled([client.query("select 1 / 0"), client.query("select 2 as two")]);
      expect(failed.status).toBe("rejected");
      expect(next).toMatchObject({ status: "fulfilled", value: { rows: [{ two: 2 }] } });
    } finally {
      client.release();
    }
  });
});
