import type { Intent } from "../../contract";

/** One part of a worksheet: what the portal can place in it, and what only people can add. */
export interface CardSection {
  heading: string;
  /** What the portal does not hold; named as a gap. */
  ask: string;
  /** Metrics whose value belongs here. */
  facts: readonly string[];
}

/** A strategic method: how leaders ask for it, and what fills it. */
export interface FrameworkCard {
  id: string;
  name: string;
  /** Who the method comes from, where that is well known; empty otherwise. */
  origin: string;
  purpose: string;
  /** A: computed from records alone. B: records and stated assumptions. C: a worksheet that places what is known. */
  fill: "A" | "B" | "C";
  /** Phrases that are enough by themselves, split by `;`. Words match by their stem, `a|b` is either, `_` is a gap of up to four words. */
  strong: string;
  /** Phrases that point here and need a second one, or the right kind of question. */
  weak: string;
  /** Kinds of question that call for the method. */
  intents: readonly Intent[];
  sections: readonly CardSection[];
}

/** `facts` are metric ids with spaces between. */
export const section = (heading: string, ask: string, facts = ""): CardSection => ({ heading, ask, facts: facts === "" ? [] : facts.split(" ") });
