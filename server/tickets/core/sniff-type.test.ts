import { describe, expect, it } from "vitest";
import { refuseAttachment, sniffType } from "./sniff-type";

const bytes = (...parts: (string | number[])[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...part].map((sign) => sign.charCodeAt(0)) : part)));
const png = bytes([0x89], "PNG\r\n", [0x1a], "\n", [0, 0, 0, 13]);
const zip = bytes("PK", [3, 4, 20, 0]);

describe("the type of an attachment", () => {
  it.each([
    ["a picture", png, "image/png"],
    ["a photograph", bytes([0xff, 0xd8, 0xff, 0xe0]), "image/jpeg"],
    ["a WebP picture, known by its ninth byte", bytes("RIFF", [1, 2, 3, 4], "WEBPVP8 "), "image/webp"],
    ["a document", bytes("%PDF-1.7"), "application/pdf"],
    ["an archive", zip, "application/zip"],
    ["a page, which is never told as one", bytes("<html><script>alert(1)</script>"), "text/plain"],
    ["a drawing that can carry script", bytes("<svg onload=alert(1)>"), "text/plain"],
    ["an empty file", bytes(), "text/plain"],
    ["text in UTF-8", new TextEncoder().encode("Grüße"), "text/plain"],
    ["anything else", bytes([0, 1, 2, 3]), "application/octet-stream"],
  ])("is read from its content: %s", (_, head, contentType) => expect(sniffType(head).contentType).toBe(contentType));

  it.each([
    ["shot.png", zip, "shot.png is named .png but is a ZIP archive. Give it its true name and send it again."],
    ["shot.PNG", bytes("<html>"), "shot.PNG is named .png but is a text. Give it its true name and send it again."],
    ["log.txt", png, "log.txt is named .txt but is a PNG image. Give it its true name and send it again."],
    ["tool.png", bytes("MZ", [0x90, 0]), "tool.png is a program (Windows program); programs are not kept."],
    ["tool", bytes([0x7f], "ELF"), "tool is a program (Linux program); programs are not kept."],
  ])("refuses %s when the content says otherwise", (name, head, reason) => expect(refuseAttachment(name, sniffType(head))).toBe(reason));

  it.each([["report.docx", zip], ["shot.png", png], ["trace.har", bytes("{}")], ["noname", zip], ["dump.bin", bytes([0, 1])], ["data.parquet", bytes([0, 1])]])("takes %s", (name, head) => expect(refuseAttachment(name, sniffType(head))).toBeNull());
});
