import "server-only";
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

const version = "v1";
const ivBytes = 12;
const tagBytes = 16;

/** Names a key without telling anything useful about it; every ciphertext carries the name of its key. */
export const keyIdOf = (key: string): string => createHash("sha256").update(`quarterdeck key id\n${key}`).digest("hex").slice(0, 8);

const deriveKey = (key: string): Buffer => Buffer.from(hkdfSync("sha256", key, "", "quarterdeck secret v1", 32));

/**
 * AES-256-GCM. The purpose is bound to the ciphertext, so that a value sealed for one column cannot be moved to another.
 * Form: `v1:<key id>:<base64url of iv, tag and ciphertext>`.
 */
export function sealWith(key: string, purpose: string, plain: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", deriveKey(key), iv).setAAD(Buffer.from(purpose));
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return `${version}:${keyIdOf(key)}:${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url")}`;
}

/** Opens a sealed value with the key that it names; throws when no such key is at hand or the value was changed. */
export function openWith(keys: readonly string[], purpose: string, sealed: string): string {
  const [form, keyId, body] = sealed.split(":");
  if (form !== version || keyId === undefined || body === undefined) throw new Error("Not a sealed value.");
  const key = keys.find((each) => keyIdOf(each) === keyId);
  if (key === undefined) throw new Error(`A stored secret was sealed with key ${keyId}, which this installation does not have.`);
  const bytes = Buffer.from(body, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", deriveKey(key), bytes.subarray(0, ivBytes)).setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString("utf8");
}

/** False for text that was never sealed. */
export const isSealed = (text: string): boolean => /^v1:[0-9a-f]{8}:[\w-]+$/.test(text);

/** The key id of a sealed value: what a key rotation selects by. */
export const sealedBy = (sealed: string): string => sealed.split(":")[1] ?? "";
