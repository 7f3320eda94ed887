import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { envSchema } from "@/server/platform/env/schema";
import { anchorOf, brokenLinks, displayMarkdown, filePathOf, headingsOf, linksOf, splitFrontMatter } from "#core/knowledge";
import { readDocument } from "./read-document";

const root = "content/docs";
const files = readdirSync(root).filter((file) => file.endsWith(".md"));
const textOf = (file: string): string => readFileSync(path.join(root, file), "utf8");
const bodyOf = (file: string): string => {
  const split = splitFrontMatter(textOf(file));
  return split.ok ? split.body : "";
};
const anchorsOf = (file: string): Set<string> => {
  const seen = new Map<string, number>();
  return new Set(headingsOf(displayMarkdown(bodyOf(file), { path: file, pageOf: () => null })).map(({ text }) => anchorOf(text, seen)));
};
const sourcesOf = (folder: string, isWanted: RegExp): string =>
  (readdirSync(folder, { recursive: true }) as string[]).filter((file) => isWanted.test(file) && !file.startsWith("generated")).map((file) => readFileSync(path.join(folder, file), "utf8")).join("\n");
const uncoded = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? "");
const codeOf = (text: string): string[] => [...uncoded(text.replace(/```[\s\S]*?```/g, "")), ...[...text.matchAll(/```\w*\n([\s\S]*?)```/g)].flatMap((match) => (match[1] ?? "").split("\n"))];

const scripts = (JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> }).scripts;
const commandLine = sourcesOf("server/api/cli", /\.ts$/);
const importers = [...readFileSync("server/api/importers.ts", "utf8").matchAll(/kind: "([\w-]+)"/g)].map((match) => `import ${match[1] ?? ""}`);
const commands = new Set([...[...commandLine.matchAll(/name: "([a-z -]+)"/g)].map((match) => match[1] ?? ""), ...importers]);
const routes = new Set([...sourcesOf("server", /operation[^/]*\.ts$/).matchAll(/rest: "([A-Z]+ \/[^"]+)"/g)].map((match) => match[1] ?? ""));
const variables = new Set([...Object.keys(envSchema.shape), ...[...readFileSync(".env.example", "utf8").matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1] ?? "")]);
const tables = new Set([...sourcesOf("prisma/schema", /\.prisma$/).matchAll(/@@map\("(\w+)"\)/g)].map((match) => match[1] ?? ""));
const pageExists = (href: string): boolean => {
  const place = href.replace(/[?#].*$/, "").replace(/\/$/, "");
  return ["app/(portal)", "app", "app/(auth)"].some((base) => ["page.tsx", "route.ts"].some((file) => existsSync(path.join(base, place, file))));
};

describe.each(files)("the portal's own document %s", (file) => {
  const text = textOf(file);
  const code = codeOf(text);
  it("can be read, and says where it stands", () => {
    const read = readDocument({ path: file, text });
    expect(read).toMatchObject({ ok: true });
    expect(read.ok && read.document.section).not.toBe("");
  });
  it("leads to documents and headings that exist", () => {
    for (const target of [...bodyOf(file).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? "")) {
      const other = filePathOf(target, file);
      if (other !== null) expect(files, target).toContain(other);
      const anchor = /#(.+)$/.exec(target)?.[1];
      if (anchor !== undefined) expect(anchorsOf(other ?? file), target).toContain(anchor);
    }
    expect(linksOf(bodyOf(file), file).filter((link) => link.startsWith("http") && !link.startsWith("http://localhost"))).toEqual([]);
    expect(brokenLinks(displayMarkdown(bodyOf(file), { path: file, pageOf: (other) => `/docs/${other.replace(/\.md$/, "")}` }), { own: anchorsOf(file), anchorsOf: (slug) => (files.includes(`${slug}.md`) ? anchorsOf(`${slug}.md`) : null) })).toEqual([]);
  });
  it("shows pictures that are there and small, each with words for those who do not see it", () => {
    for (const [, words = "", src = ""] of bodyOf(file).matchAll(/!\[([^\]]*)\]\(([^)\s]+)\)/g)) {
      expect(src).toMatch(/^\/docs\/[\w-]+\.webp$/);
      expect(statSync(path.join("public", src)).size, src).toBeLessThan(80_000);
      expect(words.length, src).toBeGreaterThan(20);
    }
  });
  it("leads to pages that exist", () => {
    for (const href of [...text.matchAll(/(?<!!\[[^\]]*)\]\((\/[^)\s]*)\)/g)].map((match) => match[1] ?? "")) expect(href.startsWith("/docs/") && files.includes(`${href.slice(6).replace(/#.*/, "")}.md`) ? true : pageExists(href), href).toBe(true);
  });
  it("names commands that exist", () => {
    for (const line of code) {
      for (const [, script = ""] of line.matchAll(/npm run (?:-s )?([\w:]+)/g)) expect(Object.keys(scripts), line).toContain(script);
      const words = /cli -- ([a-z][a-z -]*)/.exec(line)?.[1]?.trim().split(" ") ?? [];
      if (words.length > 0) expect([words.slice(0, 2).join(" "), words[0] ?? ""].some((name) => commands.has(name)), line).toBe(true);
    }
  });
  it("names variables, routes, paths and tables that exist", () => {
    for (const piece of code) {
      for (const [name] of piece.matchAll(/\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b/g)) expect(variables, piece).toContain(name);
      const rest = /^(GET|POST|PATCH|DELETE) \/api\/v1(\/\S+)$/.exec(piece);
      if (rest) expect(routes, piece).toContain(`${rest[1] ?? ""} ${rest[2] ?? ""}`);
      if (/^(?:app|components|server|prisma|scripts|content)\/[\w./-]*$/.test(piece)) expect(existsSync(piece), piece).toBe(true);
      if (file === "data-model.md" && /^[a-z]+(?:_[a-z]+)+$/.test(piece)) expect(tables, piece).toContain(piece);
    }
  });
});
