import "server-only";
import { DomainError, httpStatusOf, toPublicError } from "../platform/errors";
import { execute, type Ctx } from "../platform/registry";
import { registered, type JsonObject, type RegisteredOperation } from "./registered";

const maxBodyBytes = 1_048_576;

interface Match {
  entry: RegisteredOperation;
  params: Record<string, string>;
}

function matchSegments(pattern: readonly string[], path: readonly string[]): Record<string, string> | null {
  if (pattern.length !== path.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const actual = path[index] ?? "";
    if (part.startsWith("{")) params[part.slice(1, -1)] = actual;
    else if (part !== actual) return null;
  }
  return params;
}

/** Literal segments win over parameters, so that `/tickets/facets` is not a ticket. */
function findRoute(method: string, path: readonly string[]): Match | null {
  const matches = registered().flatMap((entry) => {
    const params = entry.method === method ? matchSegments(entry.segments, path) : null;
    return params ? [{ entry, params }] : [];
  });
  return matches.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0] ?? null;
}

const typesOf = (schema: JsonObject): string[] => {
  const own = schema.type === undefined ? [] : [schema.type].flat();
  const inner = (schema.anyOf as JsonObject[] | undefined)?.flatMap(typesOf) ?? [];
  return [...own, ...inner] as string[];
};

/** Query strings carry text; the schema says what each parameter is. What does not fit stays text, and validation names it. */
function coerce(values: string[], schema: JsonObject): unknown {
  const types = typesOf(schema);
  if (types.includes("array")) return values.map((value) => coerce([value], (schema.items as JsonObject | undefined) ?? {}));
  const value = values.at(-1) ?? "";
  const isNumber = (types.includes("number") || types.includes("integer")) && value.trim() !== "" && Number.isFinite(Number(value));
  if (isNumber) return Number(value);
  if (types.includes("boolean") && (value === "true" || value === "false")) return value === "true";
  return value;
}

function queryInput(entry: RegisteredOperation, url: URL, params: Record<string, string>): Record<string, unknown> {
  const properties = (entry.inputSchema.properties ?? {}) as Record<string, JsonObject>;
  const names = new Set([...url.searchParams.keys()]);
  const fromQuery = [...names].map((name) => [name, coerce(url.searchParams.getAll(name), properties[name] ?? {})] as const);
  const fromPath = Object.entries(params).map(([name, value]) => [name, coerce([value], properties[name] ?? {})] as const);
  return Object.fromEntries([...fromQuery, ...fromPath]);
}

async function bodyInput(request: Request, params: Record<string, string>): Promise<Record<string, unknown>> {
  const text = await request.text();
  if (text.length > maxBodyBytes) throw new DomainError("LIMIT_EXCEEDED", "The body is larger than 1 MiB.");
  try {
    const body: unknown = text === "" ? {} : JSON.parse(text);
    if (typeof body === "object" && body !== null && !Array.isArray(body)) return { ...body, ...params };
  } catch {
    throw new DomainError("VALIDATION", "The body is not JSON.");
  }
  throw new DomainError("VALIDATION", "The body must be a JSON object.");
}

const json = (status: number, body: unknown, requestId: string): Response =>
  Response.json(body, { status, headers: { "x-request-id": requestId, "cache-control": "no-store" } });

/** The REST face: `/api/v1` + the operation's own route. Errors are `{ error: { code, message, faults, requestId } }`. */
export async function serveRest(request: Request, path: readonly string[], ctx: Ctx): Promise<Response> {
  try {
    const match = findRoute(request.method, path);
    if (!match) throw new DomainError("NOT_FOUND", `There is no ${request.method} /api/v1/${path.join("/")}. See /api/v1/openapi.json.`);
    const input = request.method === "GET" || request.method === "DELETE" ? queryInput(match.entry, new URL(request.url), match.params) : await bodyInput(request, match.params);
    return json(200, await execute(match.entry.operation, input, ctx), ctx.requestId);
  } catch (error) {
    const failure = toPublicError(error, ctx.requestId);
    return json(httpStatusOf[failure.code], { error: failure }, ctx.requestId);
  }
}
