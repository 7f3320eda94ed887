import { signInFaultSchema, type SignInFault } from "#contract/accounts";

export interface Credentials {
  email: string;
  password: string;
  code: string;
}

export type SignInResult = { ok: true } | { ok: false; fault: SignInFault };

async function csrfToken(): Promise<string> {
  const response = await fetch("/api/auth/csrf", { cache: "no-store" });
  return ((await response.json()) as { csrfToken: string }).csrfToken;
}

/** Sends a form to the sign-in route, which answers with the address that it would redirect to. */
async function send(action: string, fields: Record<string, string>): Promise<{ status: number; url: URL }> {
  const body = new URLSearchParams({ ...fields, csrfToken: await csrfToken(), json: "true" });
  const response = await fetch(`/api/auth/${action}`, { method: "POST", body, cache: "no-store" });
  const answer = (await response.json()) as { url?: string };
  return { status: response.status, url: new URL(answer.url ?? "/", window.location.origin) };
}

export async function signIn(credentials: Credentials): Promise<SignInResult> {
  try {
    const { status, url } = await send("callback/credentials", { ...credentials, callbackUrl: "/" });
    if (status === 200 && url.searchParams.get("error") === null) return { ok: true };
    const fault = signInFaultSchema.safeParse(url.searchParams.get("error"));
    return { ok: false, fault: fault.success ? fault.data : "unavailable" };
  } catch {
    return { ok: false, fault: "unavailable" };
  }
}

/** Goes to the single sign-on and comes back to `returnPath`. */
export async function signInElsewhere(returnPath: string): Promise<void> {
  const { url } = await send("signin/oidc", { callbackUrl: returnPath });
  window.location.assign(url);
}

export async function signOut(): Promise<void> {
  await send("signout", { callbackUrl: "/sign-in" });
  window.location.assign("/sign-in");
}
