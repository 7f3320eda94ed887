import type { AckView } from "@/server/alerts";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const text = (raw: string): string => raw.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);

const style = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0;padding:24px 16px;max-width:32rem;margin-inline:auto}h1{font-size:1.25rem;line-height:1.75rem;overflow-wrap:anywhere}
button{font:600 1.125rem/1 system-ui,sans-serif;width:100%;min-height:56px;border:0;border-radius:6px;background:#2f4bb8;color:#fff;cursor:pointer}button:focus-visible,a:focus-visible{outline:2px solid;outline-offset:2px}`;

function body(view: AckView, token: string): string {
  if (view.state === "invalid") return "<h1>This link cannot be used</h1><p>It has expired, or is not whole. Sign in to see the alert.</p><p><a href=\"/alerts\">Open the portal</a></p>";
  const about = `<h1>${text(view.title)}</h1><p>${view.service === null ? "" : `${text(view.service)}, `}since <time datetime="${view.since}">${view.since.slice(0, 16).replace("T", " ")} UTC</time></p>`;
  const link = `<p><a href="/alerts/${view.number}">Open alert ${view.number} in the portal</a></p>`;
  if (view.state === "pending") return `${about}<form method="post" action="/api/alerts-ack"><input type="hidden" name="token" value="${text(token)}"><button type="submit">Acknowledge</button></form>${link}`;
  return `${about}<p role="status">${view.state === "ended" ? "It has ended." : `Acknowledged by ${text(view.by ?? "somebody")}. Nobody else is told.`}</p>${link}`;
}

/** A page that works in any mail program's browser: no script, no sign-in. */
export const ackPage = (view: AckView, { token, nonce }: { token: string; nonce: string }): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Acknowledge an alert</title><style nonce="${text(nonce)}">${style}</style></head><body><main>${body(view, token)}</main></body></html>`;
