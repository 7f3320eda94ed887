import "server-only";
import { totpPurpose } from "../accounts";
import { channelPurpose, pushKeysPurpose, vapidPurpose } from "../alerts";
import { externalPurpose, subscriptionPurpose } from "../maintenance";
import { headersPurpose } from "../monitors";
import type { SealedColumn } from "../platform/key-rotation";
import { mailPurpose } from "../platform/mail";
import { webhookPurpose } from "../webhooks";
import { answerPurpose } from "../platform/requests";

/** Every column with sealed values: what a rotation of keys seals anew. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: "app_user", column: "totp_secret", purpose: totpPurpose },
  { table: "channel", column: "secret", purpose: channelPurpose },
  { table: "external_calendar", column: "secret", purpose: externalPurpose },
  { table: "event_subscription", column: "secret", purpose: webhookPurpose },
  { table: "maintenance_subscription", column: "secret", purpose: subscriptionPurpose },
  { table: "monitor", column: "check_secret", purpose: headersPurpose },
  { table: "push_subscription", column: "keys", purpose: pushKeysPurpose },
  { table: "secret", column: "ciphertext", purpose: vapidPurpose },
  { table: "outgoing_mail", column: "text", purpose: mailPurpose },
  { table: "idempotent_request", column: "response", purpose: answerPurpose, isJson: true },
];
