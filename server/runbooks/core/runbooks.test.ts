import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillRunbookStep, leftOutBy, proofOf, readSteps, runValues, stretchMs, variablesOf } from ".";

const fence = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;
const shape = (markdown: string): string[] => readSteps(markdown).steps.map(({ kind, title, stage }) => `${stage === "" ? "" : `${stage}/`}${kind}: ${title}`);

describe("a plain runbook", () => {
  it("has a step for each item and each paragraph that says something to do; background says nothing to do", () => {
    const text = ["# DiskFull", "", "## Meaning", "The disk is full.", "- not a step", "", "## Diagnosis", "1. Look at the graph. It shows a week.", "2. Check the mounts:", "   - /var", "   - /tmp", "", "## Mitigation", "", "Add a disk.", "", "TODO"].join("\n");
    expect(shape(text)).toEqual(["Diagnosis/manual: Look at the graph", "Diagnosis/manual: Check the mounts", "Mitigation/manual: Add a disk"]);
    expect(readSteps(text).steps[1]?.instructions).toBe("Check the mounts:\n- /var\n- /tmp");
  });
  it("gives code to copy the words before it as its title, without prompts and without what came back", () => {
    const { steps } = readSteps(["## Diagnosis", "See which pods fail:", "", fence("console", "$ kubectl get pods\nNAME READY\n$ kubectl logs \\\n  web-1")].join("\n"));
    expect(steps).toMatchObject([{ kind: "command", title: "See which pods fail", code: "kubectl get pods\nkubectl logs \\\n  web-1", language: "console" }]);
  });
  it("keeps code within an item with that item, and an example in the text", () => {
    expect(readSteps(`## Steps\n- Restart it\n\n  ${fence("sh", "systemctl restart web").replaceAll("\n", "\n  ")}\n- Then check`).steps).toMatchObject([{ kind: "command", title: "Restart it", code: "systemctl restart web" }, { kind: "manual", title: "Then check" }]);
    expect(readSteps(`## Steps\nSet the limit:\n\n${fence("yaml", "limit: 5")}`).steps).toMatchObject([{ kind: "manual", title: "Set the limit", instructions: expect.stringContaining("limit: 5") as string }]);
  });
  it("turns the one command in a sentence into one to copy", () => {
    expect(readSteps("## Diagnosis\n- Check pods with `kubectl -n shop get pods`.\n- Look whether `up == 0`.").steps.map((step) => (step.kind === "command" ? step.code : step.kind))).toEqual(["kubectl -n shop get pods", "manual"]);
  });
  it("with a heading Steps has only what stands below it", () => expect(shape("## Diagnosis\n- no\n\n## Steps\n### First\n- yes\n\n## Later\n- no")).toEqual(["First/manual: yes"]));
  it("without headings is all of its items", () => expect(shape("- one\n- two")).toEqual(["manual: one", "manual: two"]));
  it("is read whatever it holds, in time: no text is refused, no step is without a title", () => {
    const line = fc.constantFrom("# A", "## Steps", "- x", "1. y", "", "text:", "```", "```http", "```decision", "POST https://a.example/x", "- yes -> A", "| a | b |", "<script>alert(1)</script>", "  nested", "> quote", "~~~");
    fc.assert(fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      for (const step of readSteps(lines.join("\n")).steps) expect(step.title).not.toBe("");
    }), { numRuns: 100 });
    const began = performance.now();
    readSteps(`## Steps\n${"| a | b | c |\n".repeat(20_000)}`);
    readSteps(`## Steps\n${"- x\n".repeat(20_000)}`);
    expect(performance.now() - began).toBeLessThan(15_000);
  });
  it("has 200 steps at most, and tells the rest", () => {
    const { steps, faults } = readSteps(`## Steps\n${"- x\n".repeat(250)}`);
    expect([steps.length, faults]).toEqual([200, [{ line: 202, reason: "a run has 200 steps at most; what follows is left out" }]]);
  });
});

describe("a structured step", () => {
  it("is a call, a question, a wait or an approval by the name of its fence", () => {
    const text = ["## Steps", "Drain the node:", fence("http expect=204 timeout=30s retries=2", "POST https://ops.example/drain/{{node}}\nAuthorization: Bearer {{secret.OPS}}\n\n{\"force\":true}"), fence("ask", "How many alerts fire now?"), fence("wait", "1 min 30 s"), fence("approval", "The lead agrees. Ask on call.")].join("\n\n");
    expect(readSteps(text)).toMatchObject({
      faults: [],
      steps: [
        { kind: "http", title: "Drain the node", method: "POST", url: "https://ops.example/drain/{{node}}", headers: { Authorization: "Bearer {{secret.OPS}}" }, body: '{"force":true}', expectStatus: 204, timeoutMs: 30_000, retries: 2 },
        { kind: "question", title: "How many alerts fire now?", question: "How many alerts fire now?" }, { kind: "wait", title: "Wait 1 min 30 s", durationMs: 90_000 }, { kind: "approval", title: "The lead agrees", instructions: "The lead agrees. Ask on call." },
      ],
    });
  });
  it.each([
    ["a wait that is no time", "wait", "soon", "a wait is a stretch"], ["a decision with one branch", "decision", "Full?\n- yes -> end", "a decision has 2 to"], ["a decision without a question", "decision", "- yes\n- no", "begins with its question"],
    ["two branches of one name", "decision", "Full?\n- yes -> next\n- yes -> end", "a label of its own"], ["a call with a broken header", "http", "GET https://a.example/\nno header", "no header"], ["a call that may last for ever", "http timeout=9h", "GET https://a.example/", "timeout="],
  ])("with a fault is left to a person and told: %s", (_, language, code, reason) => {
    const { steps, faults } = readSteps(`## Steps\nDo it:\n\n${fence(language, code)}`);
    expect([steps.map(({ kind }) => kind), faults]).toEqual([["manual"], [{ line: 4, reason: expect.stringContaining(reason) as string }]]);
    expect(steps[0]?.instructions).toContain(code.split("\n", 1)[0]);
  });
  it.each([["90 s", 90_000], ["5 minutes", 300_000], ["1h30m", 5_400_000], ["1.5 h", 5_400_000], ["soon", null], ["5", null], ["5 parsecs", null]])("reads %s as time", (text, ms) => expect(stretchMs(text)).toBe(ms));
});

describe("a decision", () => {
  const text = ["## Steps", fence("decision", "Is the disk full?\n- Yes -> Clear\n- No -> Restart\n- Unsure -> next\n- It is well -> end"), "### Clear", "- clear a", "#### Deep", "- clear b", "### Restart", "- restart", "### Verify", "- verify"].join("\n");
  const { steps, faults } = readSteps(text);
  const [decision] = steps;
  const left = (label: string): string[] => (decision?.kind === "decision" ? leftOutBy(steps, decision, { label, after: 0 }).map((at) => steps[at]?.title ?? "") : []);
  it.each([["Yes", ["restart"]], ["No", ["clear a", "clear b"]], ["Unsure", ["clear a", "clear b", "restart"]], ["It is well", ["clear a", "clear b", "restart", "verify"]]])("%s leaves out what the other branches lead to", (label, titles) => expect(left(label)).toEqual(titles));
  it("has no fault here, and one when a branch leads back or nowhere", () => {
    expect(faults).toEqual([]);
    const back = readSteps(["## A", "- a", "## B", fence("decision", "Again?\n- Yes -> A\n- No -> Nowhere")].join("\n"));
    expect(back.faults.map(({ reason }) => reason.slice(0, 30))).toEqual(['the branch "Yes" leads to "A",', 'the branch "No" leads to "Nowh']);
    expect(back.steps[1]).toMatchObject({ branches: [{ label: "Yes", to: "next" }, { label: "No", to: "next" }] });
  });
  it("never leaves out what stands before it", () => {
    fc.assert(fc.property(fc.nat({ max: 5 }), fc.constantFrom("Yes", "No", "Unsure", "It is well", "Other"), (after, label) => {
      if (decision?.kind === "decision") expect(leftOutBy(steps, decision, { label, after }).every((place) => place > after)).toBe(true);
    }));
  });
});

describe("variables", () => {
  const { steps } = readSteps(["## Steps", `Look at {{ service }}:\n\n${fence("sh", "N=1\nkubectl -n $NAMESPACE get pods $N -o go-template='{{range .items}}{{end}}' {{service}} ${HOME}")}`, fence("http", "GET https://a.example/{{service}}?q={{ q }}")].join("\n\n"));
  it("are those of the text, and shell variables that no command sets", () => {
    expect(variablesOf(steps, [{ name: "q", label: "What to look for", value: "x" }]).map(({ name, mark, value }) => `${mark} ${name} ${value}`)).toEqual(["braces q x", "braces service ", "shell NAMESPACE "]);
  });
  it("in braces need a value; a name that the runbook does not have is told", () => {
    const variables = variablesOf(steps, []);
    expect(runValues(variables, { q: "1", other: "x" })).toMatchObject({ missing: ["service"], unknown: ["other"] });
    expect(runValues(variables, { q: "1", service: " shop " }).values).toEqual({ service: "shop", q: "1", NAMESPACE: "" });
  });
  it("cannot lead a call elsewhere, and what has no value stays", () => {
    const filled = steps.map((step) => fillRunbookStep(step, { service: "../../admin?x=1#", q: "a&b", NAMESPACE: "" }));
    expect(filled[1]).toMatchObject({ url: "https://a.example/..%2F..%2Fadmin%3Fx%3D1%23?q=a%26b" });
    expect(filled[0]).toMatchObject({ title: "Look at ../../admin?x=1#", code: expect.stringContaining("-n $NAMESPACE") as string });
  });
});

describe("proof by use", () => {
  const now = Date.parse("2026-11-21T00:00:00Z");
  const day = 86_400_000;
  const run = (status: string, daysAgo: number, minutes = 10) => ({ status, startedAtMs: now - daysAgo * day - minutes * 60_000, endedAtMs: status === "running" ? null : now - daysAgo * day, pausedMs: 0 });
  it.each([
    ["never carried out", [], [], "unproven"], ["left off", [run("abandoned", 1)], [], "unproven"], ["failed alone", [run("failed", 1)], [], "unproven"], ["a success last week", [run("completed", 7)], [], "proven"], ["a success long ago", [run("completed", 200)], [], "old"],
    ["a release since", [run("completed", 7)], [{ what: "Release 2", atMs: now - day, href: null }], "drifted"], ["a release before", [run("completed", 7)], [{ what: "Release 1", atMs: now - 8 * day, href: null }], "proven"],
  ])("%s", (_, runs, changes, state) => expect(proofOf(runs, { changes, nowMs: now }).state).toBe(state));
  it("counts runs that are over and were not left off, and takes the median of those that succeeded", () => {
    const runs = [run("completed", 1, 10), run("completed", 2, 30), run("failed", 3, 500), run("abandoned", 4), run("running", 0)];
    expect(proofOf(runs, { changes: [], nowMs: now })).toMatchObject({ runs: 5, underWay: 1, counted: 3, succeeded: 2, medianMs: 20 * 60_000 });
    expect(proofOf([], { changes: [], nowMs: now })).toMatchObject({ medianMs: null, lastSuccessAt: null });
  });
});
