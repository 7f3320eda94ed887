import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemClock } from "../platform/clock";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { testContext } from "../platform/registry/test-context";
import { curlOf, exampleInput, referenceCapabilities, referenceOf } from "./reference";
import { serveMcp } from "./mcp";
import { registered } from "./registered";
import { serveRest } from "./rest";

let database: TestDatabase;
beforeAll(async () => {
  process.env.API_REQUESTS_PER_MINUTE = "100000";
  database = await testDatabase();
  for (const statement of [
    "insert into service (id, slug, name, aliases) values ('svc_1', 'checkout', 'Checkout', '{}')", "insert into team (id, slug, name, aliases) values ('team_1', 'checkout', 'Checkout', '{}')", "insert into app_user (id, email, name) values ('usr_1', 'kim@example.com', 'Kim'), ('checkout', 'sam@example.com', 'Sam')",
    "insert into role_grant (user_id, role) values ('checkout', 'operator')", `insert into business_calendar (id, slug, name, zone, week) values ('checkout', 'office', 'Office', 'UTC', '{"1":[["09:00","17:00"]],"2":[],"3":[],"4":[],"5":[],"6":[],"7":[]}')`,
    "insert into ticket (id, number, subject, state, state_kind, opened_at, updated_at) values ('tkt_1', 'checkout', 'Cannot pay', 'New', 'open', now(), now()), ('tkt_2', 'TK2', 'Cannot buy', 'New', 'open', now(), now())", "insert into maintenance_window (id, title, starts_at, ends_at) values ('win_1', 'Move', now(), now() + interval '1 hour')",
  ]) await database.query(statement);
});
afterAll(() => database.drop());

/** What an example may meet where there are no records: nothing of that name, or a state that does not allow it. Never a refusal of what it sends. */
const honest = ["NOT_FOUND", "PRECONDITION_FAILED", "UNAVAILABLE"];
// These take what only a person knows, or stream; their examples are tried for their form only.
const isTried = (id: string): boolean => !["query_ask", "accounts_changePassword", "accounts_confirmTotp"].includes(id);

it("shows every operation once, with an example that its own schema accepts", () => {
  expect(referenceCapabilities().reduce((sum, { count }) => sum + count, 0)).toBe(registered().length);
  const refused = registered().flatMap((entry) => {
    const parsed = entry.operation.input.safeParse(exampleInput(entry));
    return parsed.success ? [] : [`${entry.id}: ${parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; ")}`];
  });
  expect(refused).toEqual([]);
});

const address = "https://portal.example";
const printed = () => referenceCapabilities().flatMap(({ capability }) => referenceOf(capability, address)).filter(({ id }) => isTried(id));

/** The arguments of printed commands as a shell reads them, so that quoting is tried as well. */
function argumentsOf(commands: readonly string[]): string[][] {
  const script = commands.map((command) => `${command.replace(/^curl /, "printf '%s\\0' ")} END`).join("\n");
  const said = execFileSync("sh", [], { input: script, encoding: "utf8", env: { PATH: process.env.PATH, TOKEN: "qd_example" } as never });
  return said.split("END\0").slice(0, -1).map((list) => list.split("\0").slice(0, -1));
}

function requestOf(args: readonly string[]): { request: Request; path: string[] } {
  const valueOf = (flag: string): string | undefined => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
  const url = new URL(args.find((word) => word.startsWith(address)) ?? "about:blank");
  const headers = args.flatMap((word, place): [string, string][] => (args[place - 1] === "-H" ? [[word.slice(0, word.indexOf(":")), word.slice(word.indexOf(":") + 2)]] : []));
  return { request: new Request(url, { method: valueOf("-X") ?? "GET", headers, body: valueOf("-d") }), path: url.pathname.split("/").slice(3).map(decodeURIComponent) };
}

const person = () => testContext("admin", { clock: systemClock, actor: { kind: "user", userId: "usr_1" } });

it("carries out every command as it is printed: a read answers, a write is never refused for what it sends", async () => {
  const entries = printed();
  const failed: string[] = [];
  for (const [place, args] of argumentsOf(entries.map(({ curl }) => curl)).entries()) {
    const { request, path } = requestOf(args);
    expect(request.headers.get("authorization")).toBe("Bearer qd_example");
    const answer = await serveRest(request, path, person());
    const entry = entries[place];
    if (answer.ok) continue;
    const { error } = (await answer.json()) as { error: { code: string; message: string } };
    if (!(entry?.effect === "read" ? honest : [...honest, "CONFLICT", "FORBIDDEN"]).includes(error.code)) failed.push(`${entry?.id ?? ""}: ${error.code} ${error.message}`);
  }
  expect(failed).toEqual([]);
});

it("carries out every call of a tool that reads as it is printed", async () => {
  const failed: string[] = [];
  for (const { id, call } of printed().filter(({ effect }) => effect === "read")) {
    const request = new Request("https://portal.example/api/mcp", { method: "POST", headers: { "content-type": "application/json", accept: "application/json, text/event-stream" }, body: JSON.stringify({ jsonrpc: "2.0", id: 1, ...(JSON.parse(call) as object) }) });
    const { result } = (await (await serveMcp(request, person())).json()) as { result?: { isError?: boolean; content: { text: string }[] } };
    const text = result?.content[0]?.text ?? "no answer";
    if (result === undefined || (result.isError === true && !honest.some((code) => text.startsWith(code)))) failed.push(`${id}: ${text.slice(0, 200)}`);
  }
  expect(failed).toEqual([]);
});

it("writes commands with the path filled in, the query of a read and the body of a write", () => {
  const find = (id: string) => referenceOf(id.split("_")[0] ?? "", "https://portal.example").find((entry) => entry.id === id);
  expect(find("search_find")?.curl).toBe('curl -H "Authorization: Bearer $TOKEN" \\\n  "https://portal.example/api/v1/search?q=checkout"');
  const entry = registered().find(({ id }) => id === "knowledge_saveDocDraft");
  expect(entry && curlOf(entry, { slug: "a b", title: "It's", body: "x", base: 1 }, "https://portal.example")).toContain(`-X POST -H "Authorization: Bearer $TOKEN" \\\n  "https://portal.example/api/v1/docs/a%20b/versions" \\\n  -H "Content-Type: application/json" \\\n  -d '{"title":"It'\\''s","body":"x","base":1}'`);
});
