const marker = "qd_";
const pattern = /^qd_[A-Za-z0-9_-]{43}$/;

/** An API token as shown once to its owner: a marker that secret scanners can find, then 256 random bits in base64url. */
export const formatToken = (secret: string): string => `${marker}${secret}`;

export const isTokenShaped = (text: string): boolean => pattern.test(text);

/** What stays visible in lists: enough to tell tokens apart, far too little to guess the rest. */
export const tokenPrefix = (token: string): string => token.slice(0, marker.length + 6);

/** The token of an `Authorization` header; null when it holds none of ours. The scheme's case does not matter (RFC 9110, 11.1). */
export function bearerToken(authorization: string | null | undefined): string | null {
  const match = /^bearer +(\S+)$/i.exec(authorization?.trim() ?? "");
  return match?.[1] !== undefined && isTokenShaped(match[1]) ? match[1] : null;
}
