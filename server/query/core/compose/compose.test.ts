import { describe, expect, it } from "vitest";
import { wordsOf } from "../frameworks/programs/testing";
import { inARow } from "./compose";
import { quiet, text } from "./evidence";

describe("sentences of an overview", () => {
  const july = quiet(", in July (1 Jul 2026 to 31 Jul 2026).");
  it("say a period once where the next one ends with it", () => expect(wordsOf(inARow([[text("12 began"), july], [text("134 were opened"), july]]))).toBe("12 began. 134 were opened, in July (1 Jul 2026 to 31 Jul 2026)."));
  it("say each period where they differ, and where another stands between", () => {
    expect(wordsOf(inARow([[text("12 began"), july], [text("16 are open"), quiet(" now.")], [text("134 were opened"), july]]))).toBe("12 began, in July (1 Jul 2026 to 31 Jul 2026). 16 are open now. 134 were opened, in July (1 Jul 2026 to 31 Jul 2026).");
  });
  it("leave alone what is no period", () => expect(wordsOf(inARow([[text("Nothing.")], [text("Nothing.")]]))).toBe("Nothing. Nothing."));
  it("are none where there is nothing", () => expect(inARow([])).toEqual([]));
});
