import type { SignInFault } from "#contract/accounts";

/** What a person reads when signing in did not work. Never which part of the credentials was wrong. */
export const signInFaultText: Record<SignInFault, string> = {
  credentials: "The e-mail address or the password is not right.",
  throttled: "Too many attempts. Wait a quarter of an hour and try again.",
  code_required: "Enter the code of your authenticator app.",
  code_wrong: "This code is not right, or has been used. Wait for the next one.",
  oidc_unknown: "Your address has to be verified there, and to have an account or an invitation here. Ask an administrator for one.",
  oidc_failed: "The single sign-on did not work. Try again, or use your password.",
  unavailable: "Signing in does not work at the moment. Try again in a minute.",
};

/** The fault named by the address of the sign-in page; names that are not ours come from the single sign-on. */
export function faultOfAddress(error: string | undefined): string | null {
  if (error === undefined) return null;
  return Object.hasOwn(signInFaultText, error) ? signInFaultText[error as SignInFault] : signInFaultText.oidc_failed;
}
