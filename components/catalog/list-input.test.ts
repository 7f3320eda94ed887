import { describe, expect, it } from "vitest";
import { listServicesSchema } from "#contract/catalog";
import { listInput } from "./list-input";

describe("the address of a list", () => {
  it("sets filters, sort and cursor", () => {
    expect(listInput(listServicesSchema, { q: "pay", tier: "1", sort: "-tier", cursor: "svc_1" })).toEqual({ q: "pay", tier: 1, sort: "-tier", cursor: "svc_1", limit: 50 });
  });
  it("opens the whole list when a value makes no sense", () => {
    expect(listInput(listServicesSchema, { tier: "many", lifecycle: "gone", sort: "colour", utm: "x" })).toEqual({ sort: "name", limit: 50 });
  });
  it("takes the first of a repeated parameter", () => {
    expect(listInput(listServicesSchema, { lifecycle: ["live", "planned"] })).toMatchObject({ lifecycle: "live" });
  });
});
