import { describe, expect, it } from "vitest";
import type { BriefPart } from "#contract/query";
import { readParts } from "./read-stream";

const streamOf = (...chunks: string[]): Response =>
  new Response(new ReadableStream({ start: (controller) => {
    for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
    controller.close();
  } }));

describe("an answer's stream", () => {
  it("gives parts in order, also when a part is cut between two chunks", async () => {
    const seen: BriefPart[] = [];
    await readParts(streamOf('{"type":"progress","id":"a","la', 'bel":"Reading"}\n{"type":"error","id":"b","message":"x","requestId":"r"}\n'), (part) => seen.push(part));
    expect(seen.map((part) => part.id)).toEqual(["a", "b"]);
  });
  it("fails when it ends without an answer", async () => {
    await expect(readParts(streamOf('{"type":"progress","id":"a","label":"Reading"}\n'), () => undefined)).rejects.toThrow("before the answer was complete");
  });
});
