import { plainText } from "#core/knowledge";
import { httpMethods } from "#contract/changes";
import { runLimits, type RunbookStep } from "../contract";
import type { CodeBlock } from "./blocks";
import { titled, titleOf } from "./titles";

type Place = "stage" | "anchors" | "line";
export type StepBody = RunbookStep extends infer Step ? (Step extends RunbookStep ? Omit<Step, Place> : never) : never;

/** A step that was read, or why the fence is none. `body: null` = it is an illustration and belongs to the text. */
export type FenceResult = { body: StepBody | null } | { fault: string };

const illustrations = new Set(["yaml", "yml", "json", "toml", "ini", "text", "txt", "plain", "plaintext", "mermaid", "diff", "xml", "html", "log", "output", "markdown", "md", "csv"]);
const units: Readonly<Record<string, number>> = { s: 1_000, sec: 1_000, second: 1_000, m: 60_000, min: 60_000, minute: 60_000, h: 3_600_000, hour: 3_600_000 };

/** "90 s", "5 minutes", "1 h 30 min" in milliseconds; null when it is no stretch of time. */
export function stretchMs(text: string): number | null {
  const whole = text.trim().toLowerCase();
  if (!/^(?:\d+(?:\.\d+)?\s*[a-z]+[\s,]*)+$/.test(whole)) return null;
  let ms = 0;
  for (const [, count = "", word = ""] of whole.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/g)) {
    const unit = units[word] ?? units[word.replace(/s$/, "")];
    if (unit === undefined) return null;
    ms += Number(count) * unit;
  }
  return ms;
}

/** Commands without the prompt. Where some lines have one, only they are commands: the rest is what came back. */
export function commandsOf(code: string): string {
  const lines = code.split("\n");
  if (!lines.some((line) => /^\s*\$ /.test(line))) return code;
  let isGoingOn = false;
  return lines.flatMap((line) => {
    const isCommand = isGoingOn || /^\s*\$ /.test(line);
    isGoingOn = isCommand && line.trimEnd().endsWith("\\");
    return isCommand ? [line.replace(/^\s*\$ /, "")] : [];
  }).join("\n");
}

const option = (options: string, name: string): string | null => new RegExp(`(?:^|\\s)${name}=(\\S+)`).exec(options)?.[1] ?? null;

function readCall({ code, options }: CodeBlock, said: { title: string; instructions: string }): FenceResult | null {
  const [head = "", ...rest] = code.split("\n");
  const [, word = "", url = ""] = /^\s*([A-Za-z]+)\s+(https?:\/\/\S+)\s*(?:HTTP\/[\d.]+)?\s*$/.exec(head.replace(/\{\{\s*(\S+?)\s*\}\}/g, "{{$1}}")) ?? [];
  const method = httpMethods.find((one) => one === word.toUpperCase());
  // Without an absolute address it is an example, or something to send by hand.
  if (method === undefined) return null;
  const blank = rest.findIndex((line) => line.trim() === "");
  const fields = (blank === -1 ? rest : rest.slice(0, blank)).map((line) => /^\s*([A-Za-z0-9-]{1,60}):\s*(.*)$/.exec(line));
  if (fields.includes(null)) return { fault: "the call has a line that is no header; a blank line stands between headers and body" };
  const expected = option(options, "expect");
  const timeout = option(options, "timeout");
  const timeoutMs = timeout === null ? 60_000 : stretchMs(timeout);
  const retries = Number(option(options, "retries") ?? 0);
  if (expected !== null && !/^[1-5]\d\d$/.test(expected)) return { fault: "expect= is a status such as 204" };
  if (timeoutMs === null || timeoutMs < 1_000 || timeoutMs > 600_000) return { fault: "timeout= is between 1s and 10min" };
  if (!Number.isInteger(retries) || retries < 0 || retries > 5) return { fault: "retries= is 0 to 5" };
  const headers = Object.fromEntries(fields.flatMap((field) => (field ? [[field[1] ?? "", (field[2] ?? "").trim()]] : [])));
  return { body: { kind: "http", title: said.title === "" ? titleOf(`${method} ${url}`) : said.title, instructions: said.instructions, method, url, headers, body: blank === -1 ? "" : rest.slice(blank + 1).join("\n").trim(), expectStatus: expected === null ? null : Number(expected), timeoutMs, retries } };
}

/** `Label -> where` lines below a question. "where" is a heading's words, "next" or "end"; resolved to an anchor by whoever knows the headings. */
function readDecision({ code }: CodeBlock, instructions: string): FenceResult {
  const lines = code.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  const isBranch = (line: string): boolean => /^[-*]\s/.test(line);
  const title = titleOf(lines.filter((line) => !isBranch(line)).join(" "));
  const branches = lines.filter(isBranch).map((line) => {
    const [label = "", to = "next"] = line.replace(/^[-*]\s+/, "").split(/\s*(?:->|→)\s*/, 2);
    return { label: plainText(label).slice(0, 80), to: plainText(to) };
  });
  if (title === "") return { fault: "a decision begins with its question" };
  if (branches.length < 2 || branches.length > runLimits.branches) return { fault: `a decision has 2 to ${runLimits.branches} branches, each a line "- label -> heading", "- label -> next" or "- label -> end"` };
  if (new Set(branches.map(({ label }) => label)).size < branches.length || branches.some(({ label }) => label === "")) return { fault: "each branch of a decision has a label of its own" };
  return { body: { kind: "decision", title, instructions, branches } };
}

/** What a fence asks for, with the words that stand before it. */
export function readFence(block: CodeBlock, said: { title: string; instructions: string }): FenceResult {
  const { language, code } = block;
  const text = code.trim();
  const before = [said.title, said.instructions].filter((part) => part !== "").join("\n\n").slice(0, runLimits.text);
  if (text === "") return language === "approval" ? { body: { kind: "approval", title: said.title === "" ? "Approval" : said.title, instructions: said.instructions } } : { fault: "the code block is empty" };
  if (language === "wait") {
    const durationMs = stretchMs(text);
    return durationMs === null || durationMs < 1_000 || durationMs > runLimits.waitMs ? { fault: "a wait is a stretch such as 90 s, 5 min or 2 h, a day at most" } : { body: { kind: "wait", title: said.title === "" ? `Wait ${text}` : said.title, instructions: said.instructions, durationMs } };
  }
  if (language === "ask" || language === "question") return text.length > 500 ? { fault: "a question has 500 characters at most" } : { body: { kind: "question", title: said.title === "" ? titleOf(text) : said.title, instructions: said.instructions, question: text } };
  if (language === "approval") return { body: { kind: "approval", title: titleOf(text), instructions: [before, titled(text).instructions].filter((part) => part !== "").join("\n\n").slice(0, runLimits.text) } };
  if (language === "decision") return readDecision(block, before);
  const call = language === "http" ? readCall(block, said) : null;
  if (call !== null) return call;
  if (illustrations.has(language)) return { body: null };
  const command = commandsOf(text);
  if (command.length > runLimits.evidence) return { fault: "the command is longer than 8,000 characters" };
  return { body: { kind: "command", title: said.title === "" ? titleOf(`Run ${command.split("\n", 1)[0] ?? ""}`) : said.title, instructions: said.instructions, language: language === "" ? "shell" : language.slice(0, 40), code: command } };
}
