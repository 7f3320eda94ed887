/** What a file is by its first bytes, never by its name. */
export interface SniffedType {
  contentType: "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "application/pdf" | "application/zip" | "application/gzip" | "application/octet-stream" | "text/plain";
  /** As people say it: "PNG image". */
  label: string;
  extensions: readonly string[];
  /** Made to be run: never kept. */
  isProgram?: boolean;
}

interface Signature extends SniffedType {
  at: number;
  bytes: readonly number[];
}

const ascii = (text: string): number[] => [...text].map((sign) => sign.charCodeAt(0));

const signatures: readonly Signature[] = [
  { contentType: "image/png", label: "PNG image", extensions: ["png"], at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { contentType: "image/jpeg", label: "JPEG image", extensions: ["jpg", "jpeg"], at: 0, bytes: [0xff, 0xd8, 0xff] },
  { contentType: "image/gif", label: "GIF image", extensions: ["gif"], at: 0, bytes: ascii("GIF8") },
  { contentType: "image/webp", label: "WebP image", extensions: ["webp"], at: 8, bytes: ascii("WEBP") },
  { contentType: "application/pdf", label: "PDF document", extensions: ["pdf"], at: 0, bytes: ascii("%PDF-") },
  { contentType: "application/zip", label: "ZIP archive", extensions: ["zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "har.zip", "jar"], at: 0, bytes: [0x50, 0x4b, 0x03, 0x04] },
  { contentType: "application/zip", label: "ZIP archive", extensions: ["zip"], at: 0, bytes: [0x50, 0x4b, 0x05, 0x06] },
  { contentType: "application/gzip", label: "gzip archive", extensions: ["gz", "tgz"], at: 0, bytes: [0x1f, 0x8b] },
  { contentType: "application/octet-stream", label: "Windows program", isProgram: true, extensions: [], at: 0, bytes: ascii("MZ") },
  { contentType: "application/octet-stream", label: "Linux program", isProgram: true, extensions: [], at: 0, bytes: [0x7f, 0x45, 0x4c, 0x46] },
];

const text: SniffedType = { contentType: "text/plain", label: "text", extensions: ["txt", "log", "csv", "json", "md", "xml", "yml", "yaml", "har", "eml", "ics", "conf", "ini", "sql", "html", "htm", "svg", "js", "ts", "css", "sh", "py"] };
const binary: SniffedType = { contentType: "application/octet-stream", label: "binary file", extensions: [] };

const starts = (head: Uint8Array, { at, bytes }: Signature): boolean => bytes.every((byte, index) => head[at + index] === byte);

// Control characters other than tab, line feed, form feed and carriage return do not occur in text.
const isText = (head: Uint8Array): boolean => head.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d || byte === 0x1b);

/** The type of a file by its first bytes (some hundred are enough). Everything that is text, HTML and SVG too, is plain text. */
export function sniffType(head: Uint8Array): SniffedType {
  return signatures.find((signature) => starts(head, signature)) ?? (isText(head) ? text : binary);
}

const extensionOf = (name: string): string | null => /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? null;

const known = (extension: string): boolean => [...signatures, text].some(({ extensions }) => extensions.includes(extension));

/** Why a file is not taken, or null. A program is refused, and so is a file whose name claims another type than its content has. */
export function refuseAttachment(name: string, type: SniffedType): string | null {
  if (type.isProgram === true) return `${name} is a program (${type.label}); programs are not kept.`;
  const extension = extensionOf(name);
  if (extension === null || !known(extension) || type.extensions.includes(extension)) return null;
  return `${name} is named .${extension} but is a ${type.label}. Give it its true name and send it again.`;
}
