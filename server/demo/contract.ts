import { z } from "zod";

export const demoStatusSchema = z.object({
  /** True as soon as any demo row is left. */
  hasDemo: z.boolean(),
  /** True when tickets or monitors of your own stand beside the demo's. */
  isMixed: z.boolean(),
});
export type DemoStatus = z.output<typeof demoStatusSchema>;
