import { describe, expect, it } from "vitest";
import { matcherText } from "./alert-words";
import { parseMatchers } from "./parse-matchers";

describe("conditions as people write them", () => {
  it("are read with and without quotes, and written back the same", () => {
    const text = 'alertname="Disk"\nservice=~pay.*\n\nregion != "eu west"\ninstance!~""';
    const matchers = parseMatchers(text);
    expect(matchers).toEqual([{ name: "alertname", operator: "=", value: "Disk" }, { name: "service", operator: "=~", value: "pay.*" }, { name: "region", operator: "!=", value: "eu west" }, { name: "instance", operator: "!~", value: "" }]);
    expect(parseMatchers((matchers ?? []).map(matcherText).join("\n"))).toEqual(matchers);
  });
  it.each(["Disk", "=x", "a b=c"])("are refused when they are none: %s", (text) => expect(parseMatchers(text)).toBeNull());
});
