import "server-only";
import { exampleOf } from "./example-of";
import { registered, type JsonObject, type RegisteredOperation } from "./registered";
import { writtenExamples } from "./written-examples";

export interface ReferenceField {
  name: string;
  /** path | query | body */
  place: "path" | "query" | "body";
  type: string;
  isRequired: boolean;
  description: string;
}

export interface ReferenceEntry {
  id: string;
  summary: string;
  permission: string;
  effect: string;
  method: string;
  path: string;
  fields: ReferenceField[];
  /** What the example sends: accepted by the schema, and carried out by a test. */
  input: JsonObject;
  /** The example as a command. */
  curl: string;
  /** The example as the call of an MCP tool. */
  call: string;
}

function typeOf(schema: JsonObject): string {
  const shapes = [...((schema.anyOf ?? schema.oneOf ?? []) as JsonObject[])];
  if (shapes.length > 0) return [...new Set(shapes.map(typeOf))].join(" or ");
  if (Array.isArray(schema.enum)) return schema.enum.map(String).join(" | ");
  if (schema.const !== undefined) return String(schema.const);
  if (schema.type === "array") return `list of ${typeOf((schema.items ?? {}) as JsonObject)}`;
  return typeof schema.format === "string" ? schema.format : typeof schema.type === "string" ? schema.type : "any";
}

const inPath = (entry: RegisteredOperation): Set<string> => new Set(entry.segments.filter((part) => part.startsWith("{")).map((part) => part.slice(1, -1)));
const isBodyless = ({ method }: RegisteredOperation): boolean => method === "GET" || method === "DELETE";

function fieldsOf(entry: RegisteredOperation): ReferenceField[] {
  const properties = (entry.inputSchema.properties ?? {}) as Record<string, JsonObject>;
  const required = new Set((entry.inputSchema.required ?? []) as string[]);
  const paths = inPath(entry);
  return Object.entries(properties).map(([name, schema]) => ({
    name, place: paths.has(name) ? "path" : isBodyless(entry) ? "query" : "body", type: typeOf(schema), isRequired: required.has(name) || paths.has(name), description: typeof schema.description === "string" ? schema.description : "",
  }));
}

/** The values of path and query as text; what is no plain value is JSON. */
const asText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** A command that sends the example. The token stands in a variable of the shell, so that nothing secret is pasted anywhere. */
export function curlOf(entry: RegisteredOperation, input: JsonObject, serverUrl: string): string {
  const paths = inPath(entry);
  const path = entry.segments.map((part) => (part.startsWith("{") ? encodeURIComponent(asText(input[part.slice(1, -1)] ?? "example")) : part)).join("/");
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !paths.has(name)));
  const query = isBodyless(entry) ? new URLSearchParams(Object.entries(rest).map(([name, value]) => [name, asText(value)])).toString() : "";
  const address = `${serverUrl}/api/v1/${path}${query === "" ? "" : `?${query}`}`;
  const body = isBodyless(entry) ? "" : ` \\\n  -H "Content-Type: application/json" \\\n  -d '${JSON.stringify(rest).replaceAll("'", "'\\''")}'`;
  return `curl ${entry.method === "GET" ? "" : `-X ${entry.method} `}-H "Authorization: Bearer $TOKEN" \\\n  "${address}"${body}`;
}

/** The example's input, with something for each parameter of the path. */
export function exampleInput(entry: RegisteredOperation): JsonObject {
  const input = exampleOf(entry.inputSchema);
  const properties = (entry.inputSchema.properties ?? {}) as Record<string, JsonObject>;
  const paths = Object.fromEntries([...inPath(entry)].map((name) => [name, exampleOf(properties[name] ?? { type: "string" })]));
  return { ...paths, ...(typeof input === "object" && input !== null ? (input as JsonObject) : {}), ...writtenExamples(new Date())[entry.id] };
}

function describe(entry: RegisteredOperation, serverUrl: string): ReferenceEntry {
  const { operation } = entry;
  const input = exampleInput(entry);
  const call = JSON.stringify({ method: "tools/call", params: { name: entry.id, arguments: input } }, null, 2);
  return { id: entry.id, summary: operation.summary, permission: operation.permission, effect: operation.effect, method: entry.method, path: `/api/v1/${entry.segments.join("/")}`, fields: fieldsOf(entry), input, curl: curlOf(entry, input, serverUrl), call };
}

/** Capabilities with how many operations each has. */
export function referenceCapabilities(): { capability: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { capability } of registered()) counts.set(capability, (counts.get(capability) ?? 0) + 1);
  return [...counts].map(([capability, count]) => ({ capability, count }));
}

export const referenceOf = (capability: string, serverUrl: string): ReferenceEntry[] => registered().filter((entry) => entry.capability === capability).map((entry) => describe(entry, serverUrl));
