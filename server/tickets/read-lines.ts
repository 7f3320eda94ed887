import "server-only";
import { StringDecoder } from "node:string_decoder";

export interface Line {
  /** 1 for the first line of the file. */
  line: number;
  /** Without its line break; null when it is longer than the limit. */
  text: string | null;
}

/** Lines of a UTF-8 stream, one at a time, without holding more than one chunk and one line. Blank lines and a leading byte order mark are left out. */
export async function* readLines(source: AsyncIterable<Buffer>, maxLength: number): AsyncGenerator<Line> {
  const decoder = new StringDecoder("utf8");
  let number = 1;
  let rest = "";
  let isTooLong = false;
  const take = (text: string): Line | null => {
    const whole = (number === 1 ? text.replace(/^\uFEFF/, "") : text).replace(/\r$/, "");
    const line = { line: number, text: isTooLong || whole.length > maxLength ? null : whole };
    number += 1;
    isTooLong = false;
    return line.text !== null && line.text.trim() === "" ? null : line;
  };
  for await (const chunk of source) {
    const parts = (rest + decoder.write(chunk)).split("\n");
    rest = parts.pop() ?? "";
    for (const part of parts) {
      const line = take(part);
      if (line) yield line;
    }
    if (rest.length > maxLength) {
      isTooLong = true;
      rest = "";
    }
  }
  const line = take(rest + decoder.end());
  if (line) yield line;
}
