import "server-only";
import { z } from "zod";
import { deskLimits } from "#contract/tickets";
import { systemClock } from "../platform/clock";
import { DomainError } from "../platform/errors";
import { log } from "../platform/log";
import { downloadResponse } from "../platform/storage";
import { actByLink, openFileByLink, type LinkAction } from "../tickets";

const tokenText = z.string().min(1).max(1_000);
const form = z.discriminatedUnion("action", [
  z.object({ action: z.literal("answer"), body: z.string().trim().min(1).max(deskLimits.body) }),
  z.object({ action: z.literal("close") }),
  z.object({ action: z.literal("rate"), score: z.coerce.number().int().min(1).max(5), comment: z.string().trim().max(2_000).default("") }),
]);

const maxBodyBytes = deskLimits.attachmentBytes + 1_000_000;

/** Where the form stands: the page of the link, or the ticket's page of whoever is signed in. Never anywhere else. */
const backOf = (token: string, raw: unknown): string => (typeof raw === "string" && /^\/tickets\/[^/?#\\]+$/.test(raw) ? raw : `/request/${encodeURIComponent(token)}`);

const go = (place: string, name: "done" | "fault", what: string): Response => new Response(null, { status: 303, headers: { location: `${place}?${name}=${what}`, "cache-control": "no-store", "referrer-policy": "no-referrer" } });

async function actionOf(data: FormData): Promise<LinkAction | null> {
  const parsed = form.safeParse(Object.fromEntries([...data].filter(([, value]) => typeof value === "string")));
  if (!parsed.success) return null;
  if (parsed.data.action === "close") return { kind: "close" };
  if (parsed.data.action === "rate") return { kind: "rate", score: parsed.data.score, comment: parsed.data.comment };
  const files = data.getAll("files").filter((value) => value instanceof File).filter(({ size }) => size > 0).slice(0, deskLimits.attachments);
  return { kind: "answer", body: parsed.data.body, files: await Promise.all(files.map(async (file) => ({ name: file.name, content: new Uint8Array(await file.arrayBuffer()) }))) };
}

const doneWords = { answer: "answered", close: "closed", rate: "rated" } as const;

async function act(place: string, token: string, action: LinkAction): Promise<Response> {
  try {
    const done = await actByLink(token, action, systemClock);
    if (done === null) return go(place, "fault", "link");
    if (done.movedTo === null) return go(place, "done", doneWords[action.kind]);
    const where = place.startsWith("/tickets/") ? `/tickets/${encodeURIComponent(done.number)}` : `/request/${encodeURIComponent(done.movedTo)}`;
    return go(where, "done", done.isFollowUp ? "followed" : "joined");
  } catch (error) {
    if (!(error instanceof DomainError)) log().error({ err: error }, "a request by link failed");
    const isExpected = error instanceof DomainError && error.code !== "INTERNAL";
    return go(place, "fault", isExpected && error.code === "VALIDATION" ? "file" : isExpected && error.code === "LIMIT_EXCEEDED" ? "size" : isExpected && error.code === "PRECONDITION_FAILED" ? "state" : "failed");
  }
}

/** POST of a plain form: the token in it is the right. Answers with the page again, and what happened in its address. */
export async function serveRequest(request: Request): Promise<Response> {
  const declared = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(declared <= maxBodyBytes)) return new Response("The files are larger than 25 MB together. Go back and send fewer.", { status: 413 });
  const data = await request.formData().catch(() => new FormData());
  const token = tokenText.safeParse(data.get("token"));
  if (!token.success) return new Response("This form is not whole. Open the link again.", { status: 400 });
  const place = backOf(token.data, data.get("back"));
  const action = await actionOf(data);
  return action === null ? go(place, "fault", "empty") : act(place, token.data, action);
}

/** GET: a file of the request's public part, as a download. */
export async function sendRequestFile(token: string, id: string): Promise<Response> {
  const opened = token.length <= 1_000 ? await openFileByLink(token, id, systemClock) : null;
  return opened === null ? new Response("There is no such file.", { status: 404 }) : downloadResponse(opened);
}
