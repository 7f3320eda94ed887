import { z } from "zod";

const count = z.number().int();
const tallySchema = z.object({ rowsRead: count, created: count, updated: count, unchanged: count, rejected: count });
export type Tally = z.infer<typeof tallySchema>;

const rejectionSchema = z.object({ line: count, reason: z.string(), excerpt: z.string() });
export type Rejection = z.infer<typeof rejectionSchema>;

const reportSchema = tallySchema.extend({ runId: z.string(), kind: z.string(), source: z.string(), zone: z.string(), dryRun: z.boolean(), rejections: z.array(rejectionSchema) });
export type Report = z.infer<typeof reportSchema>;

const failureSchema = z.object({ code: z.string(), message: z.string(), requestId: z.string().nullable().default(null) });
export type Failure = z.infer<typeof failureSchema>;

const messageSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("progress"), tally: tallySchema }),
  z.object({ type: z.literal("report"), report: reportSchema }),
  z.object({ type: z.literal("error"), error: failureSchema }),
]);
export type Message = z.infer<typeof messageSchema>;

/** Records that an import has dealt with: everything but the rows that it refused. */
export const recordsOf = (tally: Tally): number => tally.created + tally.updated + tally.unchanged;

export class ImportFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

const unreadable: Failure = { code: "UNAVAILABLE", message: "The portal did not answer. Check the connection and try again; running an import again completes it.", requestId: null };

/** The failure that a refused request carries, or a general one when the answer is not ours. */
export async function failureOf(response: Response): Promise<ImportFailure> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = z.object({ error: failureSchema }).safeParse(body);
  return new ImportFailure(parsed.success ? parsed.data.error : unreadable);
}

/** Messages of a stream of JSON lines, wherever the network cuts it. */
export async function* readMessages(body: ReadableStream<Uint8Array>): AsyncGenerator<Message> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + (value ?? "")).split("\n");
    rest = done ? "" : (lines.pop() ?? "");
    for (const line of lines) if (line.trim() !== "") yield messageSchema.parse(JSON.parse(line));
    if (done) return;
  }
}

/** The report at the end of a run; a stream that ends without one was cut off. */
export async function awaitReport(body: ReadableStream<Uint8Array> | null, onProgress: (tally: Tally) => void): Promise<Report> {
  if (body !== null) {
    for await (const message of readMessages(body)) {
      if (message.type === "progress") onProgress(message.tally);
      else if (message.type === "report") return message.report;
      else throw new ImportFailure(message.error);
    }
  }
  throw new ImportFailure(unreadable);
}

export function toFailure(cause: unknown): Failure {
  return cause instanceof ImportFailure ? cause.failure : unreadable;
}
