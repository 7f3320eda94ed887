/** What is known of a message before its text is read. Header names in lower case. */
export interface MailFacts {
  headers: ReadonlyMap<string, string>;
  fromEmail: string;
  messageId: string;
}

export interface OwnMail {
  /** Addresses that the portal itself sends from or reads, in lower case. */
  addresses: readonly string[];
  /** The host part of the portal's Message-IDs. */
  host: string;
}

const automaticSenders = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|daemon)([+-].*)?@/i;
const bulk = new Set(["bulk", "junk", "list", "auto_reply"]);

/** A plus part is no other address. */
const bare = (address: string): string => address.toLowerCase().replace(/\+[^@]*@/, "@");

/**
 * Why no person stands behind a message, or null. Answering a machine makes two machines talk for ever: RFC 3834 (Auto-Submitted),
 * the older Precedence, empty return paths (RFC 5321) and delivery reports (RFC 3464) say that a machine wrote it.
 */
export function whyAutomatic({ headers, fromEmail, messageId }: MailFacts, own: OwnMail): string | null {
  const header = (name: string): string => (headers.get(name) ?? "").trim().toLowerCase();
  const submitted = header("auto-submitted");
  if (messageId.toLowerCase().endsWith(`@${own.host.toLowerCase()}>`)) return "The portal itself wrote it (its Message-ID).";
  if (own.addresses.some((address) => bare(address) === bare(fromEmail))) return "It comes from the desk's own address.";
  if (submitted !== "" && !submitted.startsWith("no")) return `It was sent automatically (Auto-Submitted: ${submitted.slice(0, 60)}).`;
  if (bulk.has(header("precedence"))) return `It was sent to many or automatically (Precedence: ${header("precedence")}).`;
  if (headers.has("list-id") || headers.has("list-unsubscribe")) return "It comes from a mailing list.";
  if (headers.has("x-autoreply") || headers.has("x-autorespond") || headers.has("x-auto-response")) return "It is an automatic answer.";
  if (header("return-path") === "<>") return "It has no return path, as reports of mail servers have.";
  if (header("content-type").startsWith("multipart/report")) return "It is a delivery report.";
  if (automaticSenders.test(fromEmail)) return "Its sender is an address of a mail system.";
  return null;
}
