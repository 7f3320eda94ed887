import { readFileSync } from "node:fs";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { importRunbooks, shipDocs } from "@/server/knowledge";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { rebuildSearch, recountTerms, searchOperations } from "@/server/search";
import { ndcgAt } from "#core/search";
import { commonWords, fillTickets, type TicketTexts } from "./search-tickets";

interface Labelled {
  q: string;
  of: "docs" | "runbooks";
  grades: Record<string, number>;
}

const admin = testContext("admin");
const round = (value: number, digits = 3): number => Number(value.toFixed(digits));
const slugOf = (href: string): string => (href.split("/").at(-1) ?? "").replace(/#.*/, "");
const find = (q: string, ctx = admin, isTyping = false) => execute(searchOperations.find, { q, limit: 20, isTyping }, ctx);

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

const percentile = (values: readonly number[], share: number): number => round(values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN, 1);

async function time(qs: readonly string[], ctx = admin, isTyping = false) {
  const times: number[] = [];
  for (let turn = 0; turn < 8; turn += 1) {
    for (const q of qs) {
      const started = performance.now();
      await find(q, ctx, isTyping);
      if (turn > 0) times.push(performance.now() - started);
    }
  }
  return { n: times.length, p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95), maxMs: percentile(times, 1) };
}

const mistyped = (word: string): string => `${word.slice(0, 2)}${word.slice(3)}`;
const ranked = (...ranks: readonly number[]): string[] => ranks.map((rank) => commonWords[rank] ?? "");

/** What people search for: common words by rank, so that each set of tickets has them as often as its vocabulary says. */
const searches: Readonly<Record<TicketTexts, Readonly<Record<string, readonly string[]>>>> = {
  realistic: {
    frequentWord: ["printer", "password", "mail"], commonWord: ranked(150, 300, 600), rareWord: ranked(5_000, 10_000, 19_000), twoWords: ["printer network", "password reset", `login ${ranked(200)[0] ?? ""}`], threeWords: ["vpn login error", "outlook mail slow"],
    mistyped: [...ranked(120, 700, 4_000).map(mistyped), "pasword reset"], question: ["how do I reset the password of a locked account", "why is the printer in the office so slow", `what to do when the ${ranked(400)[0] ?? ""} export fails`], number: ["TK0000500", "TK0123456"],
  },
  dense: { frequentWord: ["printer", "password", "mail"], twoWords: ["printer network", "password reset", "slow login"], rareWord: ["quokka"], mistyped: ["quoka", "pasword reset"], question: ["how do I reset the password of a locked account"], number: ["TK0000500"] },
};

const ofCustomer = testContext("requester", { actor: { scope: { kind: "customers", customerIds: ["cus_7"] } } });
const ofTeam = testContext("support", { actor: { scope: { kind: "teams", teamIds: ["team_7"] } } });

async function measure(database: TestDatabase, texts: TicketTexts, items: number) {
  const started = performance.now();
  await fillTickets(database, texts, items);
  await rebuildSearch(admin);
  await recountTerms();
  await database.query("vacuum analyze");
  const indexedMs = Math.round(performance.now() - started);
  const compared = performance.now();
  await rebuildSearch(admin);
  const compareMs = Math.round(performance.now() - compared);
  const speed: Record<string, unknown> = {};
  for (const [kind, qs] of Object.entries(searches[texts])) speed[kind] = await time(qs);
  const scoped = ["printer network", "password", ...(texts === "realistic" ? ranked(300) : []), "how do I reset the password of a locked account"];
  speed.ofOneCustomer = await time(scoped, ofCustomer);
  speed.ofOneTeam = await time(scoped, ofTeam);
  speed.whileTyping = await time(["pri", "passw", "printer netw"], admin, true);
  return { indexedMs, compareMs, speed };
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
  for (const texts of ["realistic", "dense"] as const) process.stdout.write(`${JSON.stringify({ texts, items, ...(await measure(database, texts, items)) }, null, 2)}\n`);
} finally {
  await database.drop();
}
