import "server-only";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { CallToolRequestSchema, ListToolsRequestSchema, type CallToolResult, type Tool } from "@modelcontextprotocol/sdk/types.js";
import { can } from "../platform/auth/actor";
import { toPublicError } from "../platform/errors";
import { execute, type Ctx } from "../platform/registry";
import { registered, type RegisteredOperation } from "./registered";

const toTool = (entry: RegisteredOperation): Tool => ({
  name: entry.id,
  description: entry.operation.summary,
  inputSchema: { ...entry.inputSchema, type: "object" } as Tool["inputSchema"],
  annotations: { readOnlyHint: entry.operation.effect !== "write" },
});

/** Only what the caller may run is listed. */
const permitted = (ctx: Ctx): readonly RegisteredOperation[] => registered().filter((entry) => can(ctx.actor, entry.operation.permission));

async function callTool(name: string, input: unknown, ctx: Ctx): Promise<CallToolResult> {
  const entry = registered().find((candidate) => candidate.id === name);
  if (!entry) return { isError: true, content: [{ type: "text", text: `There is no tool "${name}".` }] };
  try {
    const result = (await execute(entry.operation, input ?? {}, ctx)) as Record<string, unknown>;
    return { content: [{ type: "text", text: JSON.stringify(result) }], structuredContent: result };
  } catch (error) {
    const failure = toPublicError(error, ctx.requestId);
    return { isError: true, content: [{ type: "text", text: `${failure.code}: ${failure.message}` }], structuredContent: { error: failure } };
  }
}

/** The MCP face: stateless, one low-level server a request, plain JSON answers. */
export async function serveMcp(request: Request, ctx: Ctx): Promise<Response> {
  const server = new Server({ name: "quarterdeck", version: "1" }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: permitted(ctx).map(toTool) }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => callTool(params.name, params.arguments, ctx));
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  try {
    return await transport.handleRequest(request);
  } finally {
    await server.close();
  }
}
