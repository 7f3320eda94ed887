import { describe, expect, it } from "vitest";
import { isTypingTarget } from "@/hooks/is-typing";
import { matchKeys, SEQUENCE_MS, type KeyPress, type KeyState } from "@/hooks/match-keys";

const bindings = ["mod+k", "?", "g t", "g h", "j"];
const idle: KeyState = { pending: null };
const press = (key: string, over: Partial<KeyPress> = {}): KeyPress => ({ key, hasModifier: false, isTyping: false, atMs: 1_000, ...over });

describe("hot keys", () => {
  it("fire on a single key", () => expect(matchKeys(bindings, press("?"), idle).binding).toBe("?"));
  it("fire on a sequence and forget it", () => {
    const first = matchKeys(bindings, press("g"), idle);
    expect(first.binding).toBeNull();
    const second = matchKeys(bindings, press("t", { atMs: 1_500 }), first.state);
    expect(second).toEqual({ binding: "g t", state: idle });
  });
  it("do not complete a sequence that was begun too long ago", () => {
    const first = matchKeys(bindings, press("g"), idle);
    expect(matchKeys(bindings, press("t", { atMs: 1_001 + SEQUENCE_MS }), first.state).binding).toBeNull();
  });
  it("are off while typing, except with Ctrl or Cmd", () => {
    expect(matchKeys(bindings, press("j", { isTyping: true }), idle).binding).toBeNull();
    expect(matchKeys(bindings, press("k", { isTyping: true, hasModifier: true }), idle).binding).toBe("mod+k");
  });
  it("leave the browser's own Ctrl+J alone", () => expect(matchKeys(bindings, press("j", { hasModifier: true }), idle).binding).toBeNull());
  it("take a capital letter as its small one", () => expect(matchKeys(bindings, press("J"), idle).binding).toBe("j"));
});

describe("typing", () => {
  const element = (tagName: string, attributes: Record<string, string> = {}) => ({ tagName, getAttribute: (name: string) => attributes[name] ?? null });
  it.each([
    ["a text field", element("INPUT"), true],
    ["a search field", element("INPUT", { type: "search" }), true],
    ["a text area", element("TEXTAREA"), true],
    ["a combo box", element("BUTTON", { role: "combobox" }), true],
    ["a checkbox", element("INPUT", { type: "checkbox" }), false],
    ["a link", element("A"), false],
    ["nothing", null, false],
  ])("is recognised in %s", (_, target, expected) => expect(isTypingTarget(target)).toBe(expected));
});
