import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const training = "server/query/training";
const questions = "scripts/eval/questions";
const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
const textsIn = (folder: string): string[] => fs.readdirSync(folder).filter((name) => name.endsWith(".txt")).map((name) => fs.readFileSync(path.join(folder, name), "utf8"));

it("nothing is learned from that the held-out sets ask", () => {
  const learned = new Set([training, path.join(training, "measures")].flatMap(textsIn).flatMap((text) => text.split("\n")).map(plain));
  const files = fs.readdirSync(questions).filter((name) => name.startsWith("held-out"));
  const asked = files.flatMap((name) => (JSON.parse(fs.readFileSync(path.join(questions, name), "utf8")) as { questions: { q: string }[] }).questions).map(({ q }) => plain(q));
  expect(asked.length).toBeGreaterThanOrEqual(480);
  expect(asked.filter((question) => learned.has(question))).toEqual([]);
});
