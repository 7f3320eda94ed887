import { describe, expect, it } from "vitest";
import { recordNames } from "./record-names";

describe("the name of what is listed", () => {
  it.each([
    ["ticket", "tickets"], ["maintenance_window", "maintenance windows"], ["change_before", "what changed before"], ["window_advice", "advice on a planned window"], ["slo", "SLOs"],
  ])("of %s is %s", (subject, name) => expect(recordNames(subject)).toBe(name));
});
