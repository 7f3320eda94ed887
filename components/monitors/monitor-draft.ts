import { z } from "zod";
import { createMonitorInput, type MonitorDetail } from "#contract/monitors";

export type MonitorSettings = NonNullable<MonitorDetail["settings"]>;
export type MonitorInput = z.output<typeof createMonitorInput>;

const text = z.string();
const fields = z.object({
  name: text, kind: z.enum(["http", "tcp", "heartbeat"]), service: text.nullable(), url: text, method: text, headers: text, secretHeaders: text, body: text, expectedStatus: text, maxRedirects: text,
  matchKind: text, matchText: text, jsonPath: text, jsonComparison: text, jsonValue: text, certificateDays: text, host: text, port: text, graceSeconds: text,
  intervalSeconds: text, timeoutSeconds: text, retries: text, degradedMs: text, isP0: z.boolean(), isPublic: z.boolean(),
});
/** A monitor as a form holds it: flat, and text as it was typed. */
export type MonitorDraft = z.infer<typeof fields>;

export const newDraft: MonitorDraft = {
  name: "", kind: "http", service: null, url: "https://", method: "GET", headers: "", secretHeaders: "", body: "", expectedStatus: "200-299", maxRedirects: "5", matchKind: "contains", matchText: "", jsonPath: "", jsonComparison: "exists", jsonValue: "",
  certificateDays: "14", host: "", port: "443", graceSeconds: "60", intervalSeconds: "30", timeoutSeconds: "10", retries: "2", degradedMs: "", isP0: false, isPublic: false,
};

const numberOf = (typed: string): number => (typed.trim() === "" ? Number.NaN : Number(typed));
const msOf = (seconds: string): number => Math.round(numberOf(seconds) * 1_000);
const linesOf = (typed: string): { name: string; value: string }[] =>
  typed.split("\n").flatMap((line) => {
    if (line.trim() === "") return [];
    const colon = line.indexOf(":");
    return [colon < 0 ? { name: line.trim(), value: "" } : { name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }];
  });

function checkOf(draft: MonitorDraft): object {
  if (draft.kind === "tcp") return { kind: "tcp", host: draft.host, port: numberOf(draft.port) };
  if (draft.kind === "heartbeat") return { kind: "heartbeat", graceMs: msOf(draft.graceSeconds) };
  return {
    kind: "http", url: draft.url, method: draft.method, headers: linesOf(draft.headers), body: draft.body, expectedStatus: draft.expectedStatus.split(",").map((span) => span.trim()).filter((span) => span !== ""), maxRedirects: numberOf(draft.maxRedirects),
    bodyMatch: draft.matchText === "" ? null : { kind: draft.matchKind, text: draft.matchText }, jsonPath: draft.jsonPath.trim() === "" ? null : { path: draft.jsonPath, comparison: draft.jsonComparison, value: draft.jsonValue }, certificateDays: numberOf(draft.certificateDays),
  };
}

/** What the operation is sent. Secret headers that are not typed again stay as they are kept. */
export const inputOf = (draft: MonitorDraft): object => ({
  name: draft.name, service: draft.service, check: checkOf(draft), intervalMs: msOf(draft.intervalSeconds), timeoutMs: draft.kind === "heartbeat" ? 10_000 : msOf(draft.timeoutSeconds), retries: numberOf(draft.retries),
  degradedMs: draft.degradedMs.trim() === "" ? null : numberOf(draft.degradedMs), isP0: draft.isP0, isPublic: draft.isPublic, ...(draft.secretHeaders.trim() === "" ? {} : { secretHeaders: linesOf(draft.secretHeaders) }),
});

const fieldOf: Readonly<Record<string, keyof MonitorDraft>> = { intervalMs: "intervalSeconds", timeoutMs: "timeoutSeconds", graceMs: "graceSeconds", "bodyMatch.text": "matchText", "jsonPath.path": "jsonPath", "jsonPath.value": "jsonValue" };

/** The operation's own schema, its faults put beside the fields where they were typed. */
export const draftSchema = fields.superRefine((draft, context) => {
  const parsed = createMonitorInput.safeParse(inputOf(draft));
  for (const { path, message } of parsed.error?.issues ?? []) {
    const names = path.filter((part) => part !== "check" && typeof part === "string").map(String);
    context.addIssue({ code: "custom", path: [fieldOf[names.join(".")] ?? names[0] ?? "name"], message });
  }
});

const seconds = (ms: number): string => String(ms / 1_000);

export function draftOf(monitor: Pick<MonitorDetail, "name" | "isP0">, settings: MonitorSettings): MonitorDraft {
  const { check, service, intervalMs, timeoutMs, retries, degradedMs, isPublic } = settings;
  const base = { ...newDraft, name: monitor.name, isP0: monitor.isP0, service: service?.slug ?? null, kind: check.kind, intervalSeconds: seconds(intervalMs), timeoutSeconds: seconds(timeoutMs), retries: String(retries), degradedMs: degradedMs === null ? "" : String(degradedMs), isPublic };
  if (check.kind === "tcp") return { ...base, host: check.host, port: String(check.port) };
  if (check.kind === "heartbeat") return { ...base, graceSeconds: seconds(check.graceMs) };
  return {
    ...base, url: check.url, method: check.method, headers: check.headers.map(({ name, value }) => `${name}: ${value}`).join("\n"), body: check.body, expectedStatus: check.expectedStatus.join(", "), maxRedirects: String(check.maxRedirects), certificateDays: String(check.certificateDays),
    matchKind: check.bodyMatch?.kind ?? "contains", matchText: check.bodyMatch?.text ?? "", jsonPath: check.jsonPath?.path ?? "", jsonComparison: check.jsonPath?.comparison ?? "exists", jsonValue: check.jsonPath?.value ?? "",
  };
}
