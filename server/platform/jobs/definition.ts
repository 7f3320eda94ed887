import type { z } from "zod";
import type { Ctx } from "../registry/context";

/** A background job: its payload's schema, when it runs by itself, and what it does. Idempotent by its key. */
export interface JobDefinition<P extends z.ZodType = z.ZodType> {
  name: string;
  summary: string;
  payload: P;
  /** Five-field cron in UTC, or null for jobs that are only sent. */
  cron: string | null;
  run: (payload: z.output<P>, ctx: Ctx) => Promise<void>;
}

export const defineJob = <P extends z.ZodType>(job: JobDefinition<P>): JobDefinition<P> => job;
