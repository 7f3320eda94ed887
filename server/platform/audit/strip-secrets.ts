const secretKeys = /password|secret|token|hash|ciphertext/i;

/** A copy without values that must not be kept: the key stays so that a reader sees that it changed. */
export function stripSecrets(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(stripSecrets);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, secretKeys.test(key) && inner !== null ? "[not kept]" : stripSecrets(inner)]));
}
