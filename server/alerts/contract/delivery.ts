import { z } from "zod";
import { instant } from "./fields";

export const deliverySchema = z.object({
  id: z.string(), kind: z.string(), channel: z.string().nullable(), recipient: z.string(), title: z.string(), status: z.enum(["waiting", "sent", "kept", "failed", "given_up"]), attempts: z.number().int(), error: z.string().nullable(),
  createdAt: instant, sentAt: instant.nullable(), readAt: instant.nullable(),
});
export type AlertDelivery = z.infer<typeof deliverySchema>;
