import { describe, expect, it } from "vitest";
import { welcome } from "./start.mjs";

describe("the welcome after a start", () => {
  it("asks for the link of the first administrator only when the demo has brought its own", async () => {
    const order = [];
    await welcome({ demo: true }, { load: async () => void order.push("demo"), findLink: async () => (order.push("link"), "") });
    expect(order).toEqual(["demo", "link"]);
  });

  it("loads no demo that nobody asked for", async () => {
    const order = [];
    await welcome({ demo: false }, { load: async () => void order.push("demo"), findLink: async () => (order.push("link"), "") });
    expect(order).toEqual(["link"]);
  });
});
