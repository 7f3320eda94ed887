import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currentStep, isGoingBack, isRunOver, moveOn, runActionsOf, stepActionsOf, type MachineRun, type MachineStep, type Move } from "./step-machine";

const step = (position: number, over: Partial<MachineStep> = {}): MachineStep => ({ position, status: "waiting", attempts: 0, asksPerson: false, retries: 0, wayBack: { asksPerson: false, retries: 0 }, undoes: null, ...over });
const run = (steps: MachineStep[], over: Partial<MachineRun> = {}): MachineRun => ({ status: "waiting", rollsBack: false, endsWithRollback: false, gate: null, steps, ...over });

function after(start: MachineRun, ...moves: Move[]): MachineRun {
  return moves.reduce((state, move) => {
    const outcome = moveOn(state, move);
    if ("refused" in outcome) throw new Error(`${move.type}: ${outcome.refused}`);
    return outcome.run;
  }, start);
}
const statuses = (state: MachineRun): string => `${state.status}: ${state.steps.map(({ status, undoes }) => `${undoes === null ? "" : `undo ${undoes} `}${status}`).join(", ")}`;
const at = <T extends "start" | "done" | "failed" | "unknown" | "retry" | "skip" | "by_hand">(type: T, position: number) => ({ type, position });

describe("a run", () => {
  it("goes through its steps in order and ends", () => expect(statuses(after(run([step(0), step(1, { asksPerson: true })]), { type: "begin" }, at("start", 0), at("done", 0), at("done", 1)))).toBe("completed: done, done"));
  it("without steps is over when it begins", () => expect(after(run([]), { type: "begin" }).status).toBe("completed"));
  it("asks when a gate fails", () => expect(statuses(after(run([step(0)]), { type: "begin" }, at("start", 0), at("failed", 0)))).toBe("paused: failed"));
  it("rolls back by itself when a gate fails, if so set, in reverse, the failed step first", () =>
    expect(statuses(after(run([step(0), step(1, { wayBack: null }), step(2), step(3)], { rollsBack: true }), { type: "begin" }, at("start", 0), at("done", 0), at("start", 1), at("done", 1), at("start", 2), at("failed", 2)))).toBe("rolling_back: done, done, failed, waiting, undo 2 waiting, undo 0 waiting"));
  it("tries again as often as it may, and no more", () => {
    const tried = after(run([step(0, { retries: 1 })]), { type: "begin" }, at("start", 0), at("failed", 0));
    expect([statuses(tried), statuses(after(tried, at("start", 0), at("failed", 0)))]).toEqual(["running: waiting", "paused: failed"]);
  });
  it("never goes on by itself after a step whose outcome is unknown, though it may be retried and rolls back", () => {
    const lost = after(run([step(0, { retries: 5 }), step(1)], { rollsBack: true }), { type: "begin" }, at("start", 0), { type: "lost", position: 0, isSafe: false });
    expect([statuses(lost), runActionsOf(lost), stepActionsOf(lost, 0)]).toEqual(["paused: asked, waiting", ["roll_back", "give_up"], ["retry", "by_hand", "skip"]]);
    expect(statuses(after(lost, at("by_hand", 0)))).toBe("running: done, waiting");
  });
  it("takes a step that changes nothing up again after its runner was lost, and does not count that attempt", () => {
    const lost = after(run([step(0)]), { type: "begin" }, at("start", 0), { type: "lost", position: 0, isSafe: true });
    expect([statuses(lost), lost.steps[0]?.attempts]).toEqual(["running: waiting", 0]);
  });
  it("stops in front of its gate, and goes on when the gate is open", () => {
    const held = after(run([step(0), step(1)], { gate: 1 }), { type: "begin" }, at("start", 0), at("done", 0));
    expect([held.status, after(held, { type: "continue" }).status, after({ ...held, gate: null }, { type: "continue" }).status]).toEqual(["paused", "paused", "running"]);
  });
  it("keeps what a runner says while it is paused, and goes no further", () => expect(statuses(after(run([step(0), step(1)]), { type: "begin" }, at("start", 0), { type: "pause" }, at("done", 0)))).toBe("paused: done, waiting"));
  it("ends a rehearsal with the way back", () => expect(statuses(after(run([step(0)], { endsWithRollback: true }), { type: "begin" }, at("start", 0), at("done", 0), at("start", 1), at("done", 1)))).toBe("rolled_back: done, undo 0 done"));
  it("asks when the way back fails, rather than turn back once more", () => expect(statuses(after(run([step(0)], { rollsBack: true }), { type: "begin" }, at("start", 0), at("failed", 0), at("start", 1), at("failed", 1)))).toBe("paused: failed, undo 0 failed"));
  it("is cancelled only as long as nothing was done", () => {
    const begun = after(run([step(0, { asksPerson: true }), step(1)]), { type: "begin" });
    expect([runActionsOf(begun), runActionsOf(after(begun, at("done", 0)))]).toEqual([["pause", "cancel"], ["pause", "roll_back", "give_up"]]);
  });
  it.each([["a step out of turn", at("start", 1)], ["a step twice", at("done", 0)], ["the runner's word on what it does not run", at("unknown", 0)], ["a second beginning", { type: "begin" } as Move]])("refuses %s", (_name, move) => expect(moveOn(after(run([step(0), step(1)]), { type: "begin" }), move)).toHaveProperty("refused"));
});

const stepArb = fc.record({ asksPerson: fc.boolean(), retries: fc.integer({ min: 0, max: 2 }), wayBack: fc.option(fc.record({ asksPerson: fc.boolean(), retries: fc.integer({ min: 0, max: 1 }) })) });
const runArb = fc.record({ steps: fc.array(stepArb, { maxLength: 5 }), rollsBack: fc.boolean(), endsWithRollback: fc.boolean() }).map(({ steps, ...rest }) => run(steps.map((one, position) => step(position, one)), rest));

/** Every move that could be tried from a state, of a runner, a person and mishaps. */
function movesFrom(state: MachineRun): Move[] {
  const position = currentStep(state)?.position ?? 0;
  const all: Move[] = [{ type: "begin" }, { type: "hold" }, ...(["pause", "continue", "roll_back", "give_up", "cancel"] as const).map((type) => ({ type })), ...(["start", "done", "failed", "retry", "skip", "by_hand", "unknown"] as const).map((type) => ({ type, position })), { type: "lost", position, isSafe: true }, { type: "lost", position, isSafe: false }];
  return all.filter((move) => "run" in moveOn(state, move));
}

describe("whatever happens", () => {
  it("no step is done twice, nothing is out of turn, and the way back is the reverse of what was begun", () => {
    fc.assert(fc.property(runArb, fc.array(fc.nat(), { maxLength: 60 }), (start, choices) => {
      let state = start;
      const finished: number[] = [];
      for (const choice of choices) {
        const moves = movesFrom(state);
        if (moves.length === 0) break;
        const before = state;
        state = after(state, moves[choice % moves.length] as Move);
        const passed = (one: MachineRun): number[] => one.steps.filter(({ status }) => status === "done" || status === "skipped").map(({ position }) => position);
        const fresh = passed(state).filter((position) => !passed(before).includes(position));
        expect(fresh.length).toBeLessThanOrEqual(1);
        expect(passed(before).every((position) => passed(state).includes(position))).toBe(true);
        finished.push(...fresh);
        expect(state.steps.filter(({ status }) => status === "running").length).toBeLessThanOrEqual(1);
        if (isRunOver(before.status)) expect(state).toBe(before);
      }
      expect(new Set(finished).size).toBe(finished.length);
      expect(finished).toEqual([...finished].sort((a, b) => a - b));
      const undone = state.steps.flatMap(({ undoes }) => undoes ?? []);
      expect(undone).toEqual([...new Set(undone)].sort((a, b) => b - a));
      expect(undone.every((position) => ["done", "failed", "asked"].includes(state.steps.find((one) => one.position === position)?.status ?? ""))).toBe(true);
      if (isGoingBack(state)) expect(state.steps.filter(({ undoes, wayBack, status }) => undoes === null && wayBack !== null && status === "done").map(({ position }) => position).filter((position) => !undone.includes(position))).toEqual([]);
    }), { numRuns: 400 });
  });

  it("from every state there is a move until it is over, and persons who answer and runners that work bring it to an end", () => {
    fc.assert(fc.property(runArb, fc.array(fc.nat(), { maxLength: 25 }), fc.infiniteStream(fc.nat()), (start, choices, then) => {
      let state = start;
      for (const choice of choices) {
        const moves = movesFrom(state);
        expect(moves.length > 0 || isRunOver(state.status)).toBe(true);
        if (moves.length > 0) state = after(state, moves[choice % moves.length] as Move);
      }
      for (let round = 0; !isRunOver(state.status); round += 1) {
        expect(round).toBeLessThan(200);
        const onward = movesFrom(state).filter(({ type }) => !["hold", "pause", "lost", "unknown", "retry"].includes(type));
        state = after(state, onward[(then.next().value ?? 0) % onward.length] as Move);
      }
    }), { numRuns: 300 });
  });

  it("what a person is offered can be done, and nothing else", () => {
    fc.assert(fc.property(runArb, fc.array(fc.nat(), { maxLength: 40 }), (start, choices) => {
      let state = start;
      for (const choice of choices) {
        const position = currentStep(state)?.position ?? 0;
        for (const type of stepActionsOf(state, position)) expect(moveOn(state, { type, position })).toHaveProperty("run");
        for (const type of runActionsOf(state)) expect(moveOn(state, { type })).toHaveProperty("run");
        for (const type of ["pause", "continue", "roll_back", "give_up", "cancel"] as const) if (!runActionsOf(state).includes(type)) expect(moveOn(state, { type })).toHaveProperty("refused");
        const moves = movesFrom(state);
        if (moves.length === 0) break;
        state = after(state, moves[choice % moves.length] as Move);
      }
    }), { numRuns: 200 });
  });
});
