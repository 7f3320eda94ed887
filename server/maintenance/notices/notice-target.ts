import "server-only";
import { openSecret, sealSecret } from "../../platform/secrets";
import { noticeTargetSchema, type NoticeTarget } from "../contract";
import type { SubscriptionRecord } from "./subscriptions-repository";

export const subscriptionPurpose = "maintenance.subscription";

/** How a target is kept: an e-mail address as it is; of a webhook the host, and the rest sealed. */
export function sealNoticeTarget(target: NoticeTarget): { kind: string; address: string; secret: string | null } {
  if (target.kind === "email") return { kind: "email", address: target.to, secret: null };
  return { kind: "webhook", address: new URL(target.url).host, secret: sealSecret(subscriptionPurpose, JSON.stringify({ url: target.url, key: target.key })) };
}

/** Null when it was sealed with a key that this installation does not have. */
export function openNoticeTarget({ kind, address, secret }: Pick<SubscriptionRecord, "kind" | "address" | "secret">): NoticeTarget | null {
  try {
    const parsed = noticeTargetSchema.safeParse(kind === "email" ? { kind, to: address } : { kind, ...(JSON.parse(openSecret(subscriptionPurpose, secret ?? "")) as object) });
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
