import { failureOf } from "@/components/imports/import-messages";

const pieceBytes = 4 * 1_048_576;

export interface Upload {
  id: string;
  source: string;
}

interface NamedFile {
  name: string;
  file: File;
}

/** Path inside the chosen directory: its own name is left out. */
const pathOf = (file: File): string => (file.webkitRelativePath === "" ? file.name : file.webkitRelativePath.split("/").slice(1).join("/"));
const isHidden = (path: string): boolean => path.split("/").some((part) => part.startsWith("."));

/** Files as they are sent; hidden ones (.DS_Store, .git) stay behind. */
export const uploadable = (files: readonly File[]): NamedFile[] => files.map((file) => ({ name: pathOf(file), file })).filter(({ name }) => !isHidden(name));

/** What the upload is called: the file, or the directory that was chosen. */
export function sourceOf(files: readonly File[]): string {
  const first = files[0];
  if (first === undefined) return "upload";
  const directory = first.webkitRelativePath.split("/")[0];
  if (directory !== undefined && directory !== "") return directory;
  return files.length === 1 ? first.name : `${files.length} files`;
}

export interface UploadOptions {
  kind: string;
  files: readonly File[];
  signal: AbortSignal;
  onProgress: (sentBytes: number) => void;
}

/** Sends the files piece by piece, so that neither size nor a slow line is a matter for a single request. */
export async function uploadFiles({ kind, files, signal, onProgress }: UploadOptions): Promise<Upload> {
  const id = crypto.randomUUID();
  let sent = 0;
  for (const { name, file } of uploadable(files)) {
    for (let offset = 0; offset === 0 || offset < file.size; offset += pieceBytes) {
      const piece = file.slice(offset, offset + pieceBytes);
      const query = new URLSearchParams({ upload: id, file: name, offset: String(offset) });
      const response = await fetch(`/api/imports/${kind}?${query.toString()}`, { method: "PUT", body: piece, signal });
      if (!response.ok) throw await failureOf(response);
      sent += piece.size;
      onProgress(sent);
    }
  }
  return { id, source: sourceOf(files) };
}
