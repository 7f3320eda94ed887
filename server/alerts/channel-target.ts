import "server-only";
import { openSecret, sealSecret } from "../platform/secrets";
import { channelTargetSchema, type ChannelTarget } from "./contract";

export const channelPurpose = "channel.secret";

/** How a target is kept: what may be shown as it is, the rest sealed. */
export interface StoredTarget {
  kind: string;
  settings: unknown;
  secret: string | null;
}

export function sealTarget(target: ChannelTarget): { kind: string; settings: Record<string, string | string[]>; secret: string | null } {
  if (target.kind === "email") return { kind: "email", settings: { to: target.to }, secret: null };
  if (target.kind === "push") return { kind: "push", settings: {}, secret: null };
  const { url, key, user, template } = target;
  return { kind: "webhook", settings: { template, host: new URL(url).host }, secret: sealSecret(channelPurpose, JSON.stringify({ url, key, user })) };
}

/** Null when it was sealed with a key that this installation does not have. */
export function openTarget({ kind, settings, secret }: StoredTarget): ChannelTarget | null {
  try {
    const sealed = secret === null ? {} : (JSON.parse(openSecret(channelPurpose, secret)) as object);
    const parsed = channelTargetSchema.safeParse({ kind, ...(settings as object), ...sealed });
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
