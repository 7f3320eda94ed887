import "server-only";
import { Readable } from "node:stream";
import type { StoredFileRow } from "./stored-file-repository";

/** Answers with a kept file: always as a download, never as something that the browser shows or runs as a page of the portal. */
export function downloadResponse({ row, content }: { row: StoredFileRow; content: Readable }): Response {
  const ascii = row.name.replace(/[^\x20-\x7e]/g, "_");
  return new Response(Readable.toWeb(content) as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": row.contentType.startsWith("text/") ? `${row.contentType}; charset=utf-8` : row.contentType,
      "content-length": String(row.bytes),
      "content-disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(row.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
      "cache-control": "private, no-store",
    },
  });
}
