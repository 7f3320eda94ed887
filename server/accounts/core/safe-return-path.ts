/** The place to go to after signing in: a path of this portal, never another site (`//host`, `/\host`, a scheme) and never the sign-in page itself. */
export function safeReturnPath(wanted: string | null | undefined): string {
  if (wanted === null || wanted === undefined || !/^\/(?![/\\])/.test(wanted) || /[\u0000-\u001f\\]/.test(wanted)) return "/";
  return /^\/(sign-in|sign-out|set-up|invite|reset|api)([/?#]|$)/.test(wanted) ? "/" : wanted;
}
