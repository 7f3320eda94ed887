import "server-only";
import type { JsonObject } from "./registered";

/** Words that patterns of this portal ask for; the first that fits is the example. */
const candidates = ["checkout", "slo.read", "2026-03-01T02:30", "2026-08-01", "Europe/Berlin", "kim@example.com", "1", "A1", "FREQ=WEEKLY", "http_requests_total", "example"];
const formats: Readonly<Record<string, string>> = { "date-time": "2026-08-01T00:00:00.000Z", date: "2026-08-01", email: "kim@example.com", uri: "https://example.com", url: "https://example.com", uuid: "00000000-0000-4000-8000-000000000000" };

/** Fields whose meaning the schema cannot say: a zone is text to it, and an end has to come behind its beginning. */
const named: Readonly<Record<string, string>> = { zone: "Europe/Berlin", email: "kim@example.com", code: "123456", url: "https://calendar.example.com/work.ics", to: "2026-08-08T00:00:00.000Z", latest: "2026-08-08T00:00:00.000Z" };

const isObject = (value: unknown): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (schema: unknown): boolean => isObject(schema) && schema.type === "string" && !("const" in schema) && !("enum" in schema);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function textExample({ format, pattern, minLength }: JsonObject): string {
  if (typeof format === "string" && formats[format] !== undefined) return formats[format];
  const fits = typeof pattern === "string" ? new RegExp(pattern, "u") : null;
  const word = candidates.find((candidate) => fits?.test(candidate) ?? true) ?? "example";
  return typeof minLength === "number" && word.length < minLength ? word.padEnd(minLength, "x") : word;
}

function numberExample({ minimum, exclusiveMinimum, maximum, exclusiveMaximum, type }: JsonObject): number {
  const [low, high] = [minimum ?? exclusiveMinimum, maximum ?? exclusiveMaximum];
  const from = typeof low === "number" && low > -1e9 ? low : 1;
  if (typeof high === "number" && high <= 1 && type !== "integer") return (from + high) / 2;
  return typeof exclusiveMinimum === "number" ? from + 1 : Math.max(from, typeof high === "number" ? Math.min(1, high) : 1);
}

/** A small value that a JSON Schema accepts: required fields only, the first of several shapes, and what is nullable is null. */
export function exampleOf(schema: unknown): unknown {
  if (!isObject(schema)) return "example";
  if ("const" in schema) return schema.const;
  const [choice] = listOf(schema.enum);
  if (choice !== undefined) return choice;
  const [shape] = [...listOf(schema.anyOf), ...listOf(schema.oneOf), ...listOf(schema.allOf)];
  if (shape !== undefined) return exampleOf(shape);
  if (schema.type === "object") return exampleObject(schema);
  if (schema.type === "array") return typeof schema.minItems === "number" && schema.minItems > 0 ? [exampleOf(schema.items)] : [];
  if (schema.type === "boolean") return true;
  return schema.type === "number" || schema.type === "integer" ? numberExample(schema) : schema.type === "null" ? null : textExample(schema);
}

function exampleObject(schema: JsonObject): JsonObject {
  const properties = isObject(schema.properties) ? schema.properties : {};
  return Object.fromEntries(listOf(schema.required).flatMap((name) => (typeof name === "string" ? [[name, isText(properties[name]) ? (named[name] ?? exampleOf(properties[name])) : exampleOf(properties[name])]] : [])));
}
