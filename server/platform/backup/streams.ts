import "server-only";
import { createHash } from "node:crypto";
import { Transform, type Readable } from "node:stream";

/** Hashes what passes through. */
export function createDigest(): { stream: Transform; hex: () => string } {
  const hash = createHash("sha256");
  const stream = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { stream, hex: () => hash.digest("hex") };
}

/** Pipes through each transform; unlike `pipe` alone, a failure at the start reaches whoever reads the end. */
export function chain(source: Readable, ...transforms: Transform[]): Readable {
  return transforms.reduce<Readable>((from, to) => {
    from.once("error", (error) => to.destroy(error));
    return from.pipe(to);
  }, source);
}
