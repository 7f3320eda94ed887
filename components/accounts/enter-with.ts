import { signIn } from "@/components/accounts/auth-client";

/** Signs in with what was just chosen and opens the portal; whoever has a second factor continues at the sign-in page. */
export async function enterWith(credentials: { email: string; password: string }, path = "/"): Promise<void> {
  const result = await signIn({ ...credentials, code: "" });
  window.location.assign(result.ok ? path : "/sign-in");
}
