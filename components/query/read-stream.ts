import type { BriefPart } from "#contract/query";

/** Reads newline-delimited JSON parts as they arrive. A stream that ends without a brief or an error is itself an error. */
export async function readParts(response: Response, onPart: (part: BriefPart) => void): Promise<void> {
  const reader = response.body?.getReader();
  if (!reader) throw new Error("The answer had no body.");
  const decoder = new TextDecoder();
  let rest = "";
  let isSettled = false;
  for (;;) {
    const { done, value } = await reader.read();
    rest += decoder.decode(value, { stream: !done });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines.filter((each) => each !== "")) {
      const part = JSON.parse(line) as BriefPart;
      isSettled ||= part.type === "brief" || part.type === "error";
      onPart(part);
    }
    if (done) break;
  }
  if (!isSettled) throw new Error("The connection ended before the answer was complete.");
}
