import { z } from "zod";
import { deliverySchema } from "./delivery";
import { channelSlug, instant, line, reference, slug, version } from "./fields";
import { alertLimits, alertSeverities, matcherSchema } from "./limits";

export const channelTemplates = ["generic", "slack", "ntfy", "pushover"] as const;
const secretText = z.string().trim().min(1).max(500);
const webAddress = z.url({ protocol: /^https?$/ }).max(2_000);

/** Where a channel leads. Addresses of webhooks are kept sealed: most of them are a password. */
export const channelTargetSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("email"), to: z.array(z.email()).min(1).max(20) }),
  /** The installed pages of the channel's team; without a team, of those who operate the portal. */
  z.object({ kind: z.literal("push") }),
  z.object({
    kind: z.literal("webhook"), template: z.enum(channelTemplates), url: webAddress,
    /** generic: signs each message. ntfy: access token. pushover: application token. */
    key: secretText.optional(),
    /** pushover: user or group key. */
    user: secretText.optional(),
  }),
]);
export type ChannelTarget = z.infer<typeof channelTargetSchema>;

const channelFields = {
  name: line, team: slug.nullable().default(null),
  /** page = only alerts that page; ticket = all. */
  severity: z.enum(alertSeverities).default("ticket"),
  matchers: z.array(matcherSchema).max(alertLimits.matchers).default([]), isEnabled: z.boolean().default(true),
};
export const createChannelInput = z.object({ slug: channelSlug, ...channelFields, target: channelTargetSchema });
/** A target that is left out stays as it is. */
export const updateChannelInput = z.object({ slug: channelSlug, version, ...channelFields, target: channelTargetSchema.optional() });
export const channelBySlugInput = z.object({ slug: channelSlug });
export const channelChangedOutput = z.object({ slug: z.string(), version });
export const testChannelOutput = z.object({ status: z.enum(["sent", "kept", "failed"]), error: z.string().nullable() });
export const channelSchema = z.object({
  slug: z.string(), name: z.string(), kind: z.string(), template: z.string().nullable(),
  /** Addresses, or the host of a webhook; never the whole address. */
  leadsTo: z.string(),
  team: reference.nullable(), severity: z.enum(alertSeverities), matchers: z.array(matcherSchema), isEnabled: z.boolean(), version,
  last: z.object({ status: z.string(), at: instant, error: z.string().nullable() }).nullable(),
});
export type ChannelRow = z.infer<typeof channelSchema>;
export const listChannelsOutput = z.object({ items: z.array(channelSchema), nextCursor: z.null() });
export const listDeliveriesInput = z.object({ channel: channelSlug.optional(), status: z.enum(["waiting", "sent", "kept", "failed", "given_up"]).optional(), limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.string().max(80).optional() });
export const listDeliveriesOutput = z.object({ items: z.array(deliverySchema), nextCursor: z.string().nullable(), total: z.number().int() });

/** What a browser gives out when it subscribes; only with its keys can a message be read. */
export const subscribePushInput = z.object({
  endpoint: webAddress,
  keys: z.object({ p256dh: z.string().regex(/^[\w-]{86,88}$/, "is not a public key"), auth: z.string().regex(/^[\w-]{21,24}$/, "is not a shared secret") }),
});
export const pushEndpointInput = z.object({ endpoint: z.string().max(2_000) });
export const pushChangedOutput = z.object({ devices: z.number().int() });
export const pushStateOutput = z.object({
  /** The key that a browser subscribes with. */
  publicKey: z.string(),
  /** Your browsers by the address that their push service gave them, and since when. */
  items: z.array(z.object({ id: z.string(), endpoint: z.string(), createdAt: instant })), nextCursor: z.null(),
});
export type PushState = z.infer<typeof pushStateOutput>;

export const inboxInput = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) });
export const inboxOutput = z.object({ items: z.array(z.object({ id: z.string(), title: z.string(), body: z.string(), alert: z.number().int().nullable(), /** The page that it is about. */ href: z.string().nullable(), at: instant, readAt: instant.nullable() })), nextCursor: z.null(), unread: z.number().int() });
export const markReadInput = z.object({ ids: z.array(z.string().max(80)).max(200).optional() });
export const markReadOutput = z.object({ read: z.number().int() });
