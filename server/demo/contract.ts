import { z } from "zod";

export const demoStatusSchema = z.object({
  /** True as soon as any demo row is left. */
  hasDemo: z.boolean(),
  /** True when tickets or monitors of your own stand beside the demo's. */
  isMixed: z.boolean(),
});
export type DemoStatus = z.output<typeof demoStatusSchema>;

export const seedOptionsSchema = z.object({
  seed: z.int().min(0).default(1),
  /** The instant at which the demo's year ends. */
  until: z.iso.datetime({ offset: true }),
  /** Multiplies the number of tickets; 1 is about five thousand. */
  scale: z.number().min(0.01).max(50).default(1),
  /** Needed in an organisation that holds tickets or monitors of its own. */
  allowMixed: z.boolean().default(false),
});
export type SeedOptions = z.input<typeof seedOptionsSchema>;

export interface DemoAccount {
  role: string;
  email: string;
  /** Shown once; only its hash is stored. */
  password: string;
}
export interface SeedReport {
  /** Rows written, by table. */
  counts: Record<string, number>;
  accounts: DemoAccount[];
}
