import "server-only";
import { readdir } from "node:fs/promises";
import path from "node:path";

/** Pages about the library itself, not of it. */
const isAside = (name: string): boolean => /^(readme|license|contributing|changelog)\.md$/i.test(name) || name.startsWith("_");

/** Markdown files below a directory, by path. Hidden folders and links are not followed. */
export async function listMarkdownFiles(root: string, folder = ""): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true });
  const found = await Promise.all(
    entries.filter((entry) => !entry.name.startsWith(".")).map(async (entry) => {
      const relative = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && entry.name !== "node_modules") return listMarkdownFiles(root, relative);
      return entry.isFile() && /\.md$/i.test(entry.name) && !isAside(entry.name) ? [relative] : [];
    }),
  );
  return found.flat().sort();
}
