import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { DocMarkdown } from "./doc-markdown";

const html = (markdown: string): string => renderToStaticMarkup(createElement(DocMarkdown, null, markdown));

describe("the text of a document", () => {
  it.each([
    ["a script", "<script>alert(1)</script>"], ["an event of a picture", '<img src=x onerror="alert(1)">'], ["a frame", '<iframe src="https://evil.example"></iframe>'], ["a script in a fence of its own", "a <svg onload=alert(1)> b"],
  ])("shows %s as text", (_, markdown) => {
    expect(html(markdown)).not.toMatch(/<(?:script|iframe|svg|img)/i);
    expect(html(markdown)).toContain("&lt;");
  });

  it.each(["[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,<script>alert(1)</script>)", "[x](vbscript:x)"])("gives %s no address", (markdown) => expect(html(markdown)).not.toMatch(/href="(?!")[^"]*(?:script|data):/i));

  it("shows pictures of the portal, and of others only their words: fetching them would tell who reads", () => {
    expect(html("![The queue](/docs/queue.webp)")).toMatch(/<img src="\/docs\/queue.webp" alt="The queue"/);
    expect(html("![Beacon](https://evil.example/a.webp)")).not.toContain("evil.example");
    expect(html("![Up](/docs/../api/secret.webp)")).not.toContain("<img");
  });

  it("colours code whose fence names a language, and guesses none", () => {
    expect(html("```json\n{\"a\": 1}\n```")).toMatch(/<span class="hljs-attr">/);
    expect(html("```\n{\"a\": 1}\n```")).not.toContain('<span class="hljs');
  });

  it("sets callouts apart, and leaves other quotations alone", () => {
    expect(html("> [!WARNING]\n> Mind the gap")).toMatch(/Warning<\/p>[\s\S]*Mind the gap/);
    expect(html("> Mind the gap")).toContain("<blockquote");
  });

  it("draws a table of five hundred rows in a frame that scrolls", () => {
    const table = html(`| a | b |\n| --- | --- |\n${"| 1 | 2 |\n".repeat(500)}`);
    expect(table.match(/<tr/g)).toHaveLength(501);
    expect(table).toMatch(/overflow-x-auto[^>]*>\s*<table/);
  });
});
