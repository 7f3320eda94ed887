import { pageText as text, plainPage } from "@/lib/plain-page";
import type { AckView } from "@/server/alerts";

function body(view: AckView, token: string): string {
  if (view.state === "invalid") return "<h1>This link cannot be used</h1><p>It has expired, or is not whole. Sign in to see the alert.</p><p><a href=\"/alerts\">Open the portal</a></p>";
  const about = `<h1>${text(view.title)}</h1><p>${view.service === null ? "" : `${text(view.service)}, `}since <time datetime="${view.since}">${view.since.slice(0, 16).replace("T", " ")} UTC</time></p>`;
  const link = `<p><a href="/alerts/${view.number}">Open alert ${view.number} in the portal</a></p>`;
  if (view.state === "pending") return `${about}<form method="post" action="/api/alerts-ack"><input type="hidden" name="token" value="${text(token)}"><button type="submit">Acknowledge</button></form>${link}`;
  return `${about}<p role="status">${view.state === "ended" ? "It has ended." : `Acknowledged by ${text(view.by ?? "somebody")}. Nobody else is told.`}</p>${link}`;
}

export const ackPage = (view: AckView, { token, nonce }: { token: string; nonce: string }): string => plainPage({ title: "Acknowledge an alert", body: body(view, token), nonce });
