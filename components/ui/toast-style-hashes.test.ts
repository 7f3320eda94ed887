import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { TOAST_STYLE_HASHES } from "@/components/ui/toast-style-hashes";

const hash = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

it("the CSP hashes are those of the style that the installed toast library adds", () => {
  const entry = createRequire(import.meta.url).resolve("sonner").replace(/index\.\w+$/, "index.mjs");
  const literal = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(readFileSync(entry, "utf8"))?.[1] ?? '""';
  expect([hash(""), hash(JSON.parse(literal) as string)]).toEqual([...TOAST_STYLE_HASHES]);
});
