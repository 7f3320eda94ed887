import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alertNamesOf, displayMarkdown, excerptOf, filePathOf, headingsOf, linksOf, plainText, runbookSlug, searchWords, splitFrontMatter } from ".";

describe("front matter", () => {
  it("is cut off, and the body keeps its line breaks", () => {
    expect(splitFrontMatter("---\ntitle: A\n---\n\n# B\n")).toEqual({ ok: true, yaml: "title: A", body: "\n# B\n" });
  });
  it("may be missing, and a rule further down is none", () => {
    expect(splitFrontMatter("# B\n\n---\ntext\n---\n")).toEqual({ ok: true, yaml: null, body: "# B\n\n---\ntext\n---\n" });
  });
  it("is read with Windows line ends and a byte order mark", () => {
    expect(splitFrontMatter("\uFEFF---\r\ntitle: A\r\n---\r\ntext")).toEqual({ ok: true, yaml: "title: A\r", body: "text" });
  });
  it("that is never closed is a fault of its first line", () => {
    expect(splitFrontMatter("---\ntitle: A\n")).toEqual({ ok: false, line: 1, reason: "the front matter that begins here is not closed by a line of ---" });
  });
  it("loses nothing of a text without it", () => {
    fc.assert(fc.property(fc.string().filter((text) => !text.startsWith("---") && !text.startsWith("\uFEFF")), (text) => {
      expect(splitFrontMatter(text)).toEqual({ ok: true, yaml: null, body: text });
    }));
  });
});

describe("headings", () => {
  it("are read without their marks, and not from code", () => {
    const text = "# One\n\n```sh\n# a comment\n```\n\n## Two `code` and [a link](https://x.example) ##\n~~~\n## no\n```\n~~~\n### *Three* snake_case_name\n#no";
    expect(headingsOf(text)).toEqual([{ level: 1, text: "One" }, { level: 2, text: "Two code and a link" }, { level: 3, text: "Three snake_case_name" }]);
  });
  it("stop at a fence that is never closed", () => expect(headingsOf("# A\n```\n# B")).toEqual([{ level: 1, text: "A" }]));
  it("are plain where the text is plain", () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z0-9 ]*$/), (text) => {
      expect(plainText(text)).toBe(text.trim());
    }));
  });
});

describe("links", () => {
  it("are taken from prose in their order, once each, and not from code or anchors", () => {
    const text = ["[a](https://a.example/x_(1)) and [again](https://a.example/x_(1)), [up](#top), `[no](https://no.example)`", "```", "[no](https://no.example)", "```", "[ref][1] <https://auto.example>", "", "[1]: https://def.example", '[b]({{< ref "./Other.md" >}})', "[c](../general/Down.md#part)", "[mail](mailto:a@b.example) [js](javascript:alert(1))"].join("\n");
    expect(linksOf(text, "node/This.md")).toEqual(["https://a.example/x_(1)", "https://auto.example", "https://def.example", "node/Other.md", "general/Down.md"]);
  });
  it("are also addresses that stand in the text as they are, without the marks of the sentence", () =>
    expect(linksOf('See https://a.example/b/, (https://c.example) and `https://code.example`. "https://quoted.example"\n[x]: https://def.example', "a.md")).toEqual(["https://a.example/b/", "https://c.example", "https://def.example"]));
  it.each([
    ["./Other.md", "node/Other.md"], ["Other.md#part", "node/Other.md"], ["/etcd/Other.md", "etcd/Other.md"], ["../../../Other.md", "Other.md"], ["https://x.example/a.md", null], ["notes.txt", null],
  ])("to %s mean the file %s", (target, path) => expect(filePathOf(target, "node/This.md")).toBe(path));
});

describe("names", () => {
  it.each([
    ["kubernetes/KubeAPIErrorBudgetBurn.md", "kube-api-error-budget-burn"], ["etcd/etcdHighNumberOfFailedGRPCRequests.md", "etcd-high-number-of-failed-grpc-requests"],
    ["node/NodeRAIDDegraded.md", "node-raid-degraded"], ["CPUThrottlingHigh.md", "cpu-throttling-high"], ["notes/日本.md", "runbook"], ["web/TargetDown.md", "web-target-down"],
  ])("give %s the address %s", (path, slug) => expect(runbookSlug(path, new Set(["target-down"]))).toBe(slug));
  it("get a number when address and section are taken", () => expect(runbookSlug("web/TargetDown.md", new Set(["target-down", "web-target-down"]))).toBe("web-target-down-2"));
  it.each([
    ["file and heading that agree, once", { path: "a/KubePodNotReady.md", firstHeading: "KubePodNotReady", listed: [] }, ["KubePodNotReady"]],
    ["a single word that both say", { path: "Watchdog.md", firstHeading: "Watchdog", listed: [] }, ["Watchdog"]],
    ["no alert in ordinary words", { path: "how-to-deploy.md", firstHeading: "How to deploy", listed: [] }, []],
    ["no alert in one word of the file alone", { path: "Deployment.md", firstHeading: "How to deploy", listed: [] }, []],
    ["what the front matter lists", { path: "disk.md", firstHeading: null, listed: ["DiskFull"] }, ["DiskFull"]],
  ])("find %s", (_, input, names) => expect(alertNamesOf(input)).toEqual(names));
});

describe("the text as it is shown", () => {
  const pageOf = (path: string): string | null => (path === "node/Other.md" ? "/runbooks/other" : null);
  const show = (text: string) => displayMarkdown(text, { path: "node/This.md", pageOf });
  it("leaves out the first heading, because the page has the title", () => expect(show("\n# This\n\n## Meaning\n")).toBe("## Meaning"));
  it("keeps a heading that is not the first thing", () => expect(show("Text\n\n# This")).toBe("Text\n\n# This"));
  it("leads to other runbooks, and says only the words of one that is missing", () => {
    expect(show('See [this]({{< ref "./Other.md" >}}), [that](Missing.md) and [web](https://x.example).')).toBe("See [this](/runbooks/other), that and [web](https://x.example).");
  });
  it("unfolds what is folded, in prose only", () => {
    expect(show("<details>\n<summary>Full context</summary>\n\nText\n\n</details>\n\n```html\n<details>\n```")).toBe("**Full context**\n\nText\n\n\n\n```html\n<details>\n```");
  });
  it("leaves code alone", () => {
    const code = '```\n[x]({{< ref "./Other.md" >}})\n```';
    expect(show(code)).toBe(code);
  });
});

describe("a search", () => {
  it("counts each word once", () => expect(searchWords("  Disk  disk FULL ")).toEqual(["disk", "full"]));
  it("shows where its first word stands, cut between words", () => {
    expect(excerptOf(`${"alpha ".repeat(30)}the disk is full${" omega".repeat(30)}`, ["disk"])).toMatch(/^… (alpha )+the disk is full( omega)+ …$/);
    expect(excerptOf("nothing here", ["disk"])).toBeNull();
  });
  it("shows prose without its marks", () => {
    expect(excerptOf("## Meaning\n\n- Check `df` on the **disk**\n<details>\n<summary>Full</summary>\n", ["disk"])).toBe("Meaning Check df on the disk Full");
  });
});
