import "server-only";
import { createHash } from "node:crypto";
import { subscribeLive } from "@/server/platform/live/hub";
import { systemClock } from "../platform/clock";
import { env } from "../platform/env";
import { log } from "../platform/log";
import type { StatusPage } from "./contract";
import { renderHtml, renderRss, style } from "./core";
import { readStatusPage } from "./read-page";
import { processState } from "../platform/process-state";

export type StatusForm = "html" | "rss" | "json";

/** What is made once may be served this long. Together with the time that others may keep it, nobody sees anything older than half a minute. */
const freshMs = 12_000;
const keptBySeconds = 15;
/** After a failure the database is asked again only after this. */
const restMs = 3_000;
const topics: ReadonlySet<string> = new Set(["catalog", "incidents", "maintenance", "monitors", "status"]);

interface Body {
  text: string;
  etag: string;
}

interface Made {
  page: StatusPage;
  atMs: number;
  /** The page could not be made anew since then. */
  isLate: boolean;
  bodies: Partial<Record<StatusForm, Body>>;
}

class StatusCache {
  private made: Made | null = null;
  private making: Promise<Made> | null = null;
  private isChanged = false;
  private failedAtMs = Number.NEGATIVE_INFINITY;

  constructor() {
    subscribeLive(({ topic }) => {
      if (topics.has(topic)) this.isChanged = true;
    });
  }

  async current(): Promise<Made> {
    const nowMs = Date.now();
    const isFresh = this.made !== null && !this.isChanged && nowMs - this.made.atMs < freshMs;
    if (this.made && (isFresh || nowMs - this.failedAtMs < restMs)) return this.made;
    this.making ??= this.make().finally(() => {
      this.making = null;
    });
    return this.making;
  }

  /** Requests that come together are answered by one reading. Without a database the last page stays, and says how old it is. */
  private async make(): Promise<Made> {
    this.isChanged = false;
    try {
      const page = await readStatusPage({ clock: systemClock });
      this.made = { page, atMs: Date.now(), isLate: false, bodies: {} };
    } catch (error) {
      this.failedAtMs = Date.now();
      this.isChanged = true;
      if (!this.made) throw error;
      log().warn({ err: error }, "the status page could not be made anew");
      if (!this.made.isLate) this.made = { ...this.made, isLate: true, bodies: {} };
    }
    return this.made;
  }
}

const cache = processState("status page", () => new StatusCache());

const digest = (text: string): string => createHash("sha256").update(text).digest("base64");
const types: Readonly<Record<StatusForm, string>> = { html: "text/html; charset=utf-8", rss: "application/rss+xml; charset=utf-8", json: "application/json; charset=utf-8" };

/** The page loads nothing and runs nothing: its one style element is named by its digest. */
const policy = `default-src 'none'; style-src 'sha256-${digest(style)}'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

function render({ page, isLate }: Made, form: StatusForm): string {
  if (form === "json") return JSON.stringify({ ...page, isLate });
  if (form === "rss") return renderRss(page, env().QUARTERDECK_URL.replace(/\/$/, ""));
  return renderHtml(page, { lateSince: isLate ? page.generatedAt : null });
}

function bodyOf(made: Made, form: StatusForm): Body {
  const known = made.bodies[form];
  if (known) return known;
  const text = render(made, form);
  const body = { text, etag: `W/"${digest(text).slice(0, 27)}"` };
  made.bodies[form] = body;
  return body;
}

const isKnown = (request: Request, etag: string): boolean => (request.headers.get("if-none-match") ?? "").split(",").some((one) => one.trim() === etag || one.trim() === "*");

const unavailable = (): Response =>
  new Response("The status page cannot be made at the moment. Try again shortly.\n", { status: 503, headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", "retry-after": "5", "content-security-policy": policy, "x-content-type-options": "nosniff" } });

async function madeOrNull(): Promise<Made | null> {
  try {
    return await cache.current().current();
  } catch (error) {
    log().error({ err: error }, "the status page could not be made");
    return null;
  }
}

/** Answers for `/status`, its feed and its JSON. Nobody has to be signed in, and who asks makes no difference. */
export async function serveStatus(request: Request, form: StatusForm): Promise<Response> {
  const made = await madeOrNull();
  if (made === null) return unavailable();
  const { text, etag } = bodyOf(made, form);
  const headers = {
    "content-type": types[form], etag, "cache-control": made.isLate ? "no-store" : `public, max-age=${keptBySeconds}, must-revalidate`, "content-security-policy": policy, "x-content-type-options": "nosniff", "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), microphone=(), geolocation=()", "cross-origin-opener-policy": "same-origin", ...(form === "html" ? {} : { "access-control-allow-origin": "*" }),
  };
  return isKnown(request, etag) ? new Response(null, { status: 304, headers }) : new Response(text, { headers });
}
