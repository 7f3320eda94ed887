import { describe, expect, it } from "vitest";
import { concernedBy, type WindowMove } from "./personal";

const move = (over: Partial<WindowMove>): string[] => concernedBy({ from: "requested", to: "requested", isMoved: false, isAsked: false, requesterId: "bo", actorId: "bo", approvers: ["ada", "bo", "cy"], ...over }).map(({ userId, why }) => `${userId} ${why}`);

describe("who is told of a change of planned work", () => {
  it.each<[string, Partial<WindowMove>, string[]]>([
    ["those who may decide, when it is asked for, but not whoever asks", { from: "draft", isAsked: true }, ["ada asked", "cy asked"]],
    ["whoever asked, when somebody has decided", { to: "approved", actorId: "cy" }, ["bo changed"]],
    ["whoever asked, when the clock begins it", { from: "approved", to: "in_progress", actorId: null }, ["bo changed"]],
    ["both, when somebody else moves what was approved", { from: "approved", isMoved: true, isAsked: true, actorId: "cy" }, ["ada asked", "bo changed"]],
    ["nobody of what they did themselves", { to: "draft" }, []],
    ["nobody of a change of words", { actorId: "cy" }, []],
    ["nobody in place of a requester who is not known", { to: "cancelled", requesterId: null, actorId: "cy" }, []],
  ])("is %s", (_name, over, expected) => expect(move(over)).toEqual(expected));
});
