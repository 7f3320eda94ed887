import "server-only";
import { z } from "zod";
import type { AnyOperation } from "../platform/registry";
import { operations } from "./operations";

export interface RegisteredOperation {
  /** `<capability>_<name>`: the MCP tool and OpenAPI operation id. */
  id: string;
  capability: string;
  name: string;
  operation: AnyOperation;
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path segments below /api/v1; `{name}` segments are parameters. */
  segments: readonly string[];
  inputSchema: JsonObject;
  outputSchema: JsonObject;
}

export type JsonObject = Record<string, unknown>;

function register(capability: string, name: string, operation: AnyOperation): RegisteredOperation {
  const [method, path] = operation.rest.split(" ") as [RegisteredOperation["method"], string];
  return {
    id: `${capability}_${name}`, capability, name, operation, method, segments: path.split("/").filter(Boolean),
    inputSchema: z.toJSONSchema(operation.input, { io: "input", target: "draft-2020-12" }),
    outputSchema: z.toJSONSchema(operation.output, { io: "output", target: "draft-2020-12" }),
  };
}

let all: readonly RegisteredOperation[] | undefined;

/** Every operation with its schemas, computed once on first use. */
export function registered(): readonly RegisteredOperation[] {
  all ??= Object.entries(operations).flatMap(([capability, map]) => Object.entries(map).map(([name, operation]) => register(capability, name, operation as unknown as AnyOperation)));
  return all;
}
