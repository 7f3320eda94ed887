import { readFileSync } from "node:fs";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { importRunbooks, shipDocs } from "@/server/knowledge";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { rebuildSearch, searchOperations } from "@/server/search";
import { ndcgAt } from "#core/search";

interface Labelled {
  q: string;
  of: "docs" | "runbooks";
  grades: Record<string, number>;
}

const admin = testContext("admin");
const round = (value: number, digits = 3): number => Number(value.toFixed(digits));
const slugOf = (href: string): string => (href.split("/").at(-1) ?? "").replace(/#.*/, "");
const find = (q: string, ctx = admin) => execute(searchOperations.find, { q, limit: 20 }, ctx);

async function judge(queries: readonly Labelled[]) {
  const values: number[] = [];
  const weak: { q: string; ndcg: number; first: string[] }[] = [];
  for (const { q, grades } of queries) {
    const ranking = (await find(q)).items.map((hit) => slugOf(hit.href));
    const value = ndcgAt(ranking, grades) ?? 0;
    values.push(value);
    if (value < 0.8) weak.push({ q, ndcg: round(value), first: ranking.slice(0, 3) });
  }
  return { queries: values.length, ndcgAt10: round(values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)), firstIsBest: values.filter((value) => value > 0.999).length, weak };
}

const words = "printer password reset network vpn outlook access laptop monitor slow login error mail account locked install update software request phone server database export report invoice customer portal timeout screen keyboard backup license certificate disk memory reboot crash driver wifi proxy token".split(" ");

/** Tickets of made-up words, a few of them rare, so that frequent and rare words both occur. */
async function fill(database: TestDatabase, count: number): Promise<number> {
  const started = performance.now();
  await database.query(`insert into ticket (id, number, subject, description, state, state_kind, team_id, customer_id, opened_at, updated_at, tags)
    select 'tkt_' || i, 'TK' || lpad(i::text, 7, '0'), w[1 + i % 41] || ' ' || w[1 + (i * 7) % 41] || ' ' || w[1 + (i * 13) % 41] || case when i % 997 = 0 then ' quokka' else '' end,
      (select string_agg(w[1 + (i * k + k * k) % 41], ' ') from generate_series(1, 30) k), 'New', 'open', 'team_' || i % 40, 'cus_' || i % 200, now() - i * interval '1 minute', now() - i * interval '1 minute', '{}'
    from generate_series(1, $1::int) i, (select $2::text[] as w) words`, [count, words]);
  await rebuildSearch(admin);
  await database.query("analyze");
  return performance.now() - started;
}

const percentile = (values: readonly number[], share: number): number => round(values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN, 1);

async function time(qs: readonly string[], ctx = admin) {
  const times: number[] = [];
  for (let turn = 0; turn < 8; turn += 1) {
    for (const q of qs) {
      const started = performance.now();
      await find(q, ctx);
      if (turn > 0) times.push(performance.now() - started);
    }
  }
  return { n: times.length, p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95), maxMs: percentile(times, 1) };
}

const database = await testDatabase();
try {
  const queries = JSON.parse(readFileSync("scripts/bench/search-queries.json", "utf8")) as Labelled[];
  await shipDocs(admin);
  const library = process.env.QUARTERDECK_REAL_DATA ? path.join(process.env.QUARTERDECK_REAL_DATA, "runbooks") : null;
  if (library !== null) await importRunbooks(admin, { dir: library });
  await rebuildSearch(admin);
  const judged = queries.filter(({ of }) => of === "docs" || library !== null);
  const relevance = { all: await judge(judged), docs: (await judge(judged.filter(({ of }) => of === "docs"))).ndcgAt10, runbooks: library === null ? null : (await judge(judged.filter(({ of }) => of === "runbooks"))).ndcgAt10 };
  process.stdout.write(`${JSON.stringify({ relevance }, null, 2)}\n`);
  const items = Number(process.argv[2] ?? 250_000);
  const indexedMs = await fill(database, items);
  const bound = testContext("requester", { actor: { scope: { kind: "customers", customerIds: ["cus_7"] } } });
  const compared = performance.now();
  await rebuildSearch(admin);
  const compareMs = performance.now() - compared;
  const speed = {
    frequentWord: await time(["printer", "password", "mail"]), twoWords: await time(["printer network", "password reset", "slow login"]), rareWord: await time(["quokka"]), mistyped: await time(["quoka", "pasword reset"]),
    question: await time(["how do I reset the password of a locked account"]), number: await time(["TK0000500"]), ofOneCustomer: await time(["printer network", "password"], bound),
  };
  process.stdout.write(`${JSON.stringify({ items, indexedMs: Math.round(indexedMs), compareMs: Math.round(compareMs), speed }, null, 2)}\n`);
} finally {
  await database.drop();
}
