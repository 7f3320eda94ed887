import "server-only";

/** Archives are tar files (POSIX ustar), so that a person can look into one with ordinary tools. */
export const blockBytes = 512;

export const paddingOf = (bytes: number): number => (blockBytes - (bytes % blockBytes)) % blockBytes;

const sizeAt = 124;
const sizeBytes = 12;
const checksumAt = 148;
const checksumBytes = 8;
const largestOctal = 8 ** 11 - 1;
const binaryFlag = 0x80;

/** Sum of the header's bytes, with the field of the checksum itself read as spaces. */
function checksumOf(header: Buffer): number {
  const blanked = Buffer.from(header);
  blanked.fill(" ", checksumAt, checksumAt + checksumBytes);
  return blanked.reduce((sum, byte) => sum + byte, 0);
}

/** Octal up to 8 GiB, base 256 above, as GNU tar does. */
function writeSize(header: Buffer, bytes: number): void {
  if (bytes <= largestOctal) {
    header.write(`${bytes.toString(8).padStart(sizeBytes - 1, "0")}\0`, sizeAt, "latin1");
    return;
  }
  header.fill(0, sizeAt, sizeAt + sizeBytes);
  header[sizeAt] = binaryFlag;
  header.writeBigUInt64BE(BigInt(bytes), sizeAt + sizeBytes - 8);
}

function readSize(header: Buffer): number {
  if (header[sizeAt] === binaryFlag) return Number(header.readBigUInt64BE(sizeAt + sizeBytes - 8));
  return Number.parseInt(header.toString("latin1", sizeAt, sizeAt + sizeBytes).replace(/\0.*$/, "").trim() || "0", 8);
}

export const isEndOfArchive = (header: Buffer): boolean => header.every((byte) => byte === 0);

/** @param name at most 100 bytes; the archive gives its entries short names of its own. */
export function encodeHeader(name: string, bytes: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new RangeError(`An archive entry's name has at most 100 bytes: ${name}`);
  const header = Buffer.alloc(blockBytes);
  header.write(name, 0, "utf8");
  header.write("0000600\0", 100, "latin1");
  header.write("0000000\0", 108, "latin1");
  header.write("0000000\0", 116, "latin1");
  writeSize(header, bytes);
  header.write(`${"0".repeat(11)}\0`, 136, "latin1");
  header.write("0", 156, "latin1");
  header.write("ustar\u000000", 257, "latin1");
  header.write(`${checksumOf(header).toString(8).padStart(6, "0")}\0 `, checksumAt, "latin1");
  return header;
}

/** Null when the block is no header or was changed. */
export function decodeHeader(header: Buffer): { name: string; bytes: number } | null {
  const stated = Number.parseInt(header.toString("latin1", checksumAt, checksumAt + checksumBytes).replace(/[\0 ]+$/, ""), 8);
  if (stated !== checksumOf(header)) return null;
  return { name: header.toString("utf8", 0, 100).replace(/\0.*$/s, ""), bytes: readSize(header) };
}
