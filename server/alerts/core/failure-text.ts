const words: Readonly<Record<string, string>> = {
  ENOTFOUND: "The name of the receiver cannot be found. Check the address.",
  EAI_AGAIN: "The name of the receiver cannot be looked up at the moment.",
  ECONNREFUSED: "The receiver refuses the connection. Check the address and the port.",
  ECONNRESET: "The receiver broke the connection off.",
  EHOSTUNREACH: "There is no way to the receiver.",
  ENETUNREACH: "There is no way to the receiver.",
  ETIMEDOUT: "The receiver did not answer in time.",
  CERT_HAS_EXPIRED: "The receiver's certificate has expired.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "The receiver's certificate is signed by itself.",
  SELF_SIGNED_CERT_IN_CHAIN: "The receiver's certificate is signed by an authority that nobody knows.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "The receiver's certificate is signed by an authority that nobody knows.",
  ERR_TLS_CERT_ALTNAME_INVALID: "The receiver's certificate is for another name.",
};

/** Why a message was not delivered, for a person: codes of the network in words, everything else as it says itself. */
export function failureText(error: unknown): string {
  if (!(error instanceof Error)) return "failed";
  const { code } = error as Error & { code?: unknown };
  return (typeof code === "string" ? words[code] : undefined) ?? error.message;
}
