import "server-only";
import { DomainError, httpStatusOf, toPublicError } from "../platform/errors";
import { execute, type Ctx } from "../platform/registry";
import { failureHeaders } from "./failure-headers";
import { answerOnce, type RestAnswer } from "./idempotency";
import { registered, type JsonObject, type RegisteredOperation } from "./registered";
import { withinLimit } from "./request-limit";

const mebibyte = 1_048_576;

interface Match {
  entry: RegisteredOperation;
  params: Record<string, string>;
}

function matchSegments(pattern: readonly string[], path: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const actual = path[index] ?? "";
    if (part.startsWith("{")) params[part.slice(1, -1)] = actual;
    else if (part !== actual) return null;
  }
  return params;
}

const shapeOf = (method: string, segments: readonly string[]): string => `${method} ${segments.length}`;
const parametersIn = ({ segments }: RegisteredOperation): number => segments.filter((part) => part.startsWith("{")).length;

/** Operations by method and number of segments. Literal segments win over parameters, so that `/tickets/facets` is not a ticket. */
function indexRoutes(): ReadonlyMap<string, readonly RegisteredOperation[]> {
  const index = new Map<string, RegisteredOperation[]>();
  for (const entry of [...registered()].sort((a, b) => parametersIn(a) - parametersIn(b))) {
    const shape = shapeOf(entry.method, entry.segments);
    index.set(shape, [...(index.get(shape) ?? []), entry]);
  }
  return index;
}

let byShape: ReadonlyMap<string, readonly RegisteredOperation[]> | undefined;

function routesOf(shape: string): readonly RegisteredOperation[] {
  byShape ??= indexRoutes();
  return byShape.get(shape) ?? [];
}

function findRoute(method: string, path: readonly string[]): Match | null {
  for (const entry of routesOf(shapeOf(method, path))) {
    const params = matchSegments(entry.segments, path);
    if (params) return { entry, params };
  }
  return null;
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

function pathInput(entry: RegisteredOperation, params: Record<string, string>): Record<string, unknown> {
  const properties = (entry.inputSchema.properties ?? {}) as Record<string, JsonObject>;
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, coerce([value], properties[name] ?? {})]));
}

function queryInput(entry: RegisteredOperation, url: URL, params: Record<string, string>): Record<string, unknown> {
  const properties = (entry.inputSchema.properties ?? {}) as Record<string, JsonObject>;
  const names = new Set([...url.searchParams.keys()]);
  const fromQuery = [...names].map((name) => [name, coerce(url.searchParams.getAll(name), properties[name] ?? {})] as const);
  return { ...Object.fromEntries(fromQuery), ...pathInput(entry, params) };
}

const isBodyless = (method: string): boolean => method === "GET" || method === "DELETE";

/** Counts while it reads: what is too large is refused before it is held. */
async function readBody(request: Request, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new DomainError("TOO_LARGE", `The body is larger than ${maxBytes / mebibyte} MiB. Send it in parts.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function bodyInput(text: string, params: Record<string, unknown>): Record<string, unknown> {
  try {
    const body: unknown = text === "" ? {} : JSON.parse(text);
    if (typeof body === "object" && body !== null && !Array.isArray(body)) return { ...body, ...params };
  } catch {
    throw new DomainError("VALIDATION", "The body is not JSON.");
  }
  throw new DomainError("VALIDATION", "The body must be a JSON object.");
}

async function answer(request: Request, path: readonly string[], ctx: Ctx): Promise<RestAnswer> {
  const match = findRoute(request.method, path);
  if (!match) throw new DomainError("NOT_FOUND", `There is no ${request.method} /api/v1/${path.join("/")}. See /api/v1/openapi.json.`);
  const { entry, params } = match;
  const body = isBodyless(request.method) ? "" : await readBody(request, entry.operation.maxBodyBytes ?? mebibyte);
  const run = async () => ({ status: 200, body: await execute(entry.operation, isBodyless(request.method) ? queryInput(entry, new URL(request.url), params) : bodyInput(body, pathInput(entry, params)), ctx) });
  return answerOnce({ method: request.method, path: path.join("/"), body, key: request.headers.get("idempotency-key") }, ctx, run);
}

async function answerOrFailure(request: Request, path: readonly string[], ctx: Ctx): Promise<RestAnswer> {
  try {
    return await answer(request, path, ctx);
  } catch (error) {
    const failure = toPublicError(error, ctx.requestId);
    return { status: httpStatusOf[failure.code], body: { error: failure }, headers: failureHeaders(failure.code) };
  }
}

/** The REST face: `/api/v1` + the operation's own route. Errors are `{ error: { code, message, faults, requestId } }`. */
export function serveRest(request: Request, path: readonly string[], ctx: Ctx): Promise<Response> {
  return withinLimit(request, ctx, async () => {
    const { status, body, headers } = await answerOrFailure(request, path, ctx);
    return Response.json(body, { status, headers: { "x-request-id": ctx.requestId, "cache-control": "no-store", ...headers } });
  });
}
