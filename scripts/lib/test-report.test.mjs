import { expect, it } from "vitest";
import { durationsOfPlaywright, durationsOfVitest, failuresOfPlaywright, failuresOfVitest } from "./test-report.mjs";

const passed = { status: "passed", fullName: "adds", failureMessages: [] };

it("finds the failed tests of Vitest, and the files that could not be run", () => {
  const report = {
    testResults: [
      { name: "sum.test.ts", status: "failed", message: "", assertionResults: [passed, { status: "failed", fullName: "subtracts", failureMessages: ["expected 1 to be 2\n"] }] },
      { name: "whole.test.ts", status: "failed", message: "Cannot find module", assertionResults: [] },
      { name: "good.test.ts", status: "passed", message: "", assertionResults: [passed] },
    ],
  };
  expect(failuresOfVitest(report)).toEqual([
    { title: "sum.test.ts: subtracts", said: "expected 1 to be 2" },
    { title: "whole.test.ts: the file itself", said: "Cannot find module" },
  ]);
  expect(failuresOfVitest(null)).toEqual([]);
});

it("finds the tests of Playwright that failed or passed only at the second try, however deep they stand", () => {
  const spec = (title, status, messages) => ({ title, file: "desk.spec.ts", line: 7, tests: [{ status, results: messages.map((message) => ({ errors: [{ message }] })) }] });
  const report = { suites: [{ specs: [spec("opens", "expected", [])], suites: [{ specs: [spec("closes", "unexpected", ["no button"]), spec("waits", "flaky", ["too late"])] }] }] };
  expect(failuresOfPlaywright(report)).toEqual([
    { title: "desk.spec.ts:7: closes", said: "no button" },
    { title: "desk.spec.ts:7: waits", said: "too late" },
  ]);
});

it("tells how long each test took", () => {
  expect(durationsOfVitest({ testResults: [{ name: "sum.test.ts", assertionResults: [{ fullName: "adds", duration: 1500 }, { fullName: "skips" }] }] })).toEqual([
    { title: "sum.test.ts: adds", seconds: 1.5 },
    { title: "sum.test.ts: skips", seconds: 0 },
  ]);
  const spec = { title: "opens", file: "desk.spec.ts", line: 7, tests: [{ results: [{ duration: 2000 }, { duration: 500 }] }] };
  expect(durationsOfPlaywright({ suites: [{ specs: [], suites: [{ specs: [spec] }] }] })).toEqual([{ title: "desk.spec.ts:7: opens", seconds: 2.5 }]);
});
