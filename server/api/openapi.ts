import "server-only";
import { registered, type JsonObject, type RegisteredOperation } from "./registered";

const errorSchema = {
  type: "object",
  properties: { error: { type: "object", properties: { code: { type: "string" }, message: { type: "string" }, requestId: { type: "string" } }, required: ["code", "message", "requestId"] } },
  required: ["error"],
};

function parametersOf(entry: RegisteredOperation): JsonObject[] {
  const properties = (entry.inputSchema.properties ?? {}) as Record<string, JsonObject>;
  const inPath = new Set(entry.segments.filter((part) => part.startsWith("{")).map((part) => part.slice(1, -1)));
  const isBodyless = entry.method === "GET" || entry.method === "DELETE";
  return Object.entries(properties)
    .filter(([name]) => inPath.has(name) || isBodyless)
    .map(([name, schema]) => ({ name, in: inPath.has(name) ? "path" : "query", required: inPath.has(name), schema }));
}

const idempotencyKey: JsonObject = {
  name: "Idempotency-Key", in: "header", required: false, schema: { type: "string", minLength: 1, maxLength: 200 },
  description: "Makes a repetition safe for 24 hours: it gets the first answer again (with Idempotency-Replayed: true) instead of acting twice.",
};

const withError = (description: string, headers?: JsonObject): JsonObject => ({ description, ...(headers ? { headers } : {}), content: { "application/json": { schema: errorSchema } } });
const whole = { schema: { type: "integer" } };

const limited = withError("More requests in a minute than the token may make.", { "Retry-After": whole, "RateLimit-Limit": whole, "RateLimit-Remaining": whole, "RateLimit-Reset": whole });
const repeated = { "409": withError("The state of things does not allow it, or the first request with this Idempotency-Key is still running."), "422": withError("The Idempotency-Key was used for another request.") };

function describe(entry: RegisteredOperation): JsonObject {
  const isBodyless = entry.method === "GET" || entry.method === "DELETE";
  return {
    operationId: entry.id, summary: entry.operation.summary, tags: [entry.capability], "x-permission": entry.operation.permission,
    parameters: entry.method === "POST" ? [...parametersOf(entry), idempotencyKey] : parametersOf(entry),
    ...(isBodyless ? {} : { requestBody: { content: { "application/json": { schema: entry.inputSchema } } } }),
    responses: { "200": { description: "The result.", content: { "application/json": { schema: entry.outputSchema } } }, "429": limited, ...(entry.method === "POST" ? repeated : {}), default: withError("An error.") },
  };
}

/** OpenAPI 3.1 of every operation. Fields may be added within v1; a removal or a change of meaning becomes v2. */
export function openApiDocument(serverUrl: string): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const entry of registered()) (paths[`/${entry.segments.join("/")}`] ??= {})[entry.method.toLowerCase()] = describe(entry);
  return {
    openapi: "3.1.0",
    info: { title: "Quarterdeck", version: "1", description: "Within v1 fields and operations may be added. Removing one, or changing what it means, makes a v2 beside it. Every answer says in RateLimit-Limit, RateLimit-Remaining and RateLimit-Reset how many requests are left in the running minute." },
    servers: [{ url: `${serverUrl}/api/v1` }], security: [{ token: [] }], components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } }, paths,
  };
}
