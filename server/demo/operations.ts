import "server-only";
import { z } from "zod";
import { defineOperation } from "../platform/registry";
import { demoStatusSchema } from "./contract";
import { demoStatus } from "./demo-status";

export const demoOperations = {
  status: defineOperation({ summary: "Whether this organisation holds demo data", permission: "catalog.read", effect: "read", rest: "GET /demo", input: z.object({}), output: demoStatusSchema, run: () => demoStatus() }),
};
