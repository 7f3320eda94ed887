/** The Message-IDs in a header, each with its angle brackets, in order and once. */
export const messageIdsIn = (text: string | undefined): string[] => [...new Set(text?.match(/<[^<>\s]{1,250}>/g) ?? [])];

/** The id under which something of the portal goes out: RFC 5322, unique by what it is. */
export const messageIdOf = (id: string, host: string): string => `<${id}@${host}>`;

/** The portal's own id in a Message-ID; null for one of somebody else. */
export function ownIdIn(messageId: string, host: string): string | null {
  const end = `@${host.toLowerCase()}>`;
  return messageId.toLowerCase().endsWith(end) ? messageId.slice(1, -end.length) : null;
}

/** A subject with the number of its ticket; a number that stands there already is not repeated. */
export function subjectFor(number: string, subject: string): string {
  const bare = subject.replaceAll(`[#${number}]`, "").replace(/\s+/g, " ").trim();
  return `[#${number}] ${bare}`;
}

/** The numbers of tickets that a subject names as `[#1001]`, at most five. */
export const numbersIn = (subject: string): string[] => [...subject.matchAll(/\[#([\w.-]{1,60})\]/g)].slice(0, 5).map((match) => match[1] ?? "");

/** A subject without marks of replying and forwarding, and without numbers: what a new ticket is called. */
export function plainSubject(subject: string): string {
  const flat = subject.replace(/[\p{Cc}\s]+/gu, " ").trim();
  return flat.replace(/^((re|aw|fwd?|wg|antw|sv|tr|rv)(\[\d+\])?\s*:\s*)+/i, "").trim() || "(no subject)";
}

const mark = "+t-";

/** The reply address with a token in its part behind the plus. */
export function addressWithToken(address: string, { number, signature }: { number: string; signature: string }): string {
  const at = address.lastIndexOf("@");
  return `${address.slice(0, at)}${mark}${signature}-${number}${address.slice(at)}`;
}

/** What an address says of the ticket that it stands for; null where it says nothing. Letters may come back in another case. */
export function tokenIn(address: string): { number: string; signature: string } | null {
  const match = /\+t-([0-9a-f]{20})-([\w.-]{1,60})@/i.exec(address);
  return match ? { signature: (match[1] ?? "").toLowerCase(), number: match[2] ?? "" } : null;
}
