import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressWithToken, htmlText, messageIdsIn, numbersIn, plainSubject, replyMark, replyText, subjectFor, tokenIn, whyAutomatic } from ".";

const own = { addresses: ["help@desk.test"], host: "portal.test" };
const facts = (headers: Record<string, string> = {}, fromEmail = "ann@example.test", messageId = "<a@example.test>") => ({ headers: new Map(Object.entries(headers)), fromEmail, messageId });

describe("a message was written by a machine", () => {
  it.each([
    ["an absence notice", facts({ "auto-submitted": "auto-replied (vacation)" }), "Auto-Submitted"],
    ["an older absence notice", facts({ precedence: "auto_reply" }), "Precedence"],
    ["a newsletter", facts({ "list-id": "<news.example.test>" }), "mailing list"],
    ["a bounce", facts({ "return-path": "<>" }), "return path"],
    ["a delivery report", facts({ "content-type": "multipart/report; report-type=delivery-status" }), "delivery report"],
    ["a mail system", facts({}, "MAILER-DAEMON@mx.example.test"), "mail system"],
    ["the portal itself", facts({}, "ann@example.test", "<msg_1@Portal.test>"), "portal itself"],
    ["the desk's address with a token", facts({}, "Help+t-1@desk.test"), "own address"],
  ])("%s", (_, mail, reason) => expect(whyAutomatic(mail, own)).toContain(reason));
  it.each([["plain mail", facts()], ["mail that says so", facts({ "auto-submitted": "no" })], ["urgent mail", facts({ precedence: "first-class" })]])("but not %s", (_, mail) => expect(whyAutomatic(mail, own)).toBeNull());
});

describe("what is new in an answer", () => {
  it.each([
    ["above the portal's line", `It works.\n\n> ${replyMark}\n> Try again`, "It works."],
    ["above a quote", "Thanks!\r\n\r\nOn Mon, 3 Aug 2026 at 10:00, Ana Reis <ana@example.org> wrote:\r\n> Try again", "Thanks!"],
    ["above a quote whose first line is broken", "Danke\n\nAm Montag, den 3. August 2026 um 10:00 Uhr schrieb Ana Reis\n<ana@example.org>:\n> Versuch", "Danke"],
    ["above an attribution over two lines", "Ok\n\nOn Mon, 3 Aug 2026 at 10:00, Ana Reis\n<ana@example.org> wrote:\n> x", "Ok"],
    ["without the signature", "Still broken\n-- \nAnn\nAcme Ltd", "Still broken"],
    ["between quotes, which stay", "> Which version?\n4.2\n> Since when?\nMonday", "> Which version?\n4.2\n> Since when?\nMonday"],
    ["all of it, where all is quoted", "> only a quote", "> only a quote"],
    ["what begins with On and is no quote", "On Monday it broke.\nOn Tuesday too.", "On Monday it broke.\nOn Tuesday too."],
  ])("%s", (_, text, expected) => expect(replyText(text)).toBe(expected));
  it("is never empty when something was written, and never longer", () => fc.assert(fc.property(fc.string(), (text) => {
    const kept = replyText(text);
    return kept.length <= text.length && (kept === "") === (text.trim() === "");
  })));
});

describe("HTML as text", () => {
  it.each([
    ["paragraphs and entities", "<p>Fish &amp; chips</p><p>now&nbsp;&#33;</p>", "Fish & chips\nnow !"],
    ["a script, closed or not", "a<script>alert(1)</script>b<script>alert(2)", "ab"],
    ["a tag that is not closed", "a<img src=x onerror=alert(1)", "a"],
    ["a list", "<ul><li>one</li><li>two</li></ul>", "- one\n\n- two"],
  ])("%s", (_, html, text) => expect(htmlText(html)).toBe(text));
});

describe("threads", () => {
  it("are named by ids, numbers and tokens", () => {
    expect(messageIdsIn("<a@b> junk <c@d>\r\n <a@b> <>")).toEqual(["<a@b>", "<c@d>"]);
    expect(subjectFor("1001", "Re: [#1001]  Printer ")).toBe("[#1001] Re: Printer");
    expect(numbersIn("AW: [#INC001] x [#2]")).toEqual(["INC001", "2"]);
    expect(plainSubject("Re: Fwd: AW: Printer\r\nBcc: eve@example.test")).toBe("Printer Bcc: eve@example.test");
    expect(plainSubject("Re:")).toBe("(no subject)");
  });
  it("come back from an address whatever the mail programs did to its letters", () => {
    const address = addressWithToken("help@desk.test", { number: "1001", signature: "0123456789abcdef0123" });
    expect(tokenIn(address.toUpperCase())).toEqual({ number: "1001", signature: "0123456789abcdef0123" });
    expect(tokenIn("help@desk.test")).toBeNull();
  });
});
