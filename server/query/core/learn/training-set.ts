import { intents, personas, scopeReasons, type Intent, type QueryPlan } from "../../contract";
import { frameworkCards } from "../frameworks/cards";

type Persona = QueryPlan["persona"];
type Reason = Exclude<QueryPlan["scope"], "in">;

/** A question with what it means. Several personas share the target equally. */
export interface Labelled {
  question: string;
  intent: Intent;
  scope: QueryPlan["scope"];
  personas: readonly Persona[];
  /** The methods that fit; empty where none is known. */
  methods: readonly string[];
  weight: number;
}

const isOf = <T extends string>(list: readonly T[], text: string): text is T => list.some((item) => item === text);

interface Section {
  intent: Intent;
  scope: QueryPlan["scope"];
  personas: readonly Persona[];
  methods: readonly string[];
}

function sectionOf(header: string): Section {
  const [name = "", lenses = "", method = ""] = header.split(" ");
  if (isOf<Reason>(scopeReasons, name)) return { intent: "out_of_scope", scope: name, personas: ["none"], methods: [] };
  const chosen = lenses.split("/").filter((item): item is Persona => isOf<Persona>(personas, item));
  if (!isOf<Intent>(intents, name) || chosen.length === 0) throw new Error(`Training data names no intent, reason or lens in [${header}].`);
  const methods = method === "" ? [] : method.split("/");
  if (methods.some((each) => !frameworkCards.some(({ id }) => id === each))) throw new Error(`Training data names no method in [${header}].`);
  return { intent: name, scope: "in", personas: chosen, methods };
}

/**
 * Reads training data: `[intent persona]`, `[intent persona method]` or `[reason]` opens a section, every other line is a question. Personas and methods may be joined by "/".
 * Throws on a section that names nothing known, so that a slip does not go unlearned.
 */
export function readTrainingSet(text: string): Labelled[] {
  let section: Section | null = null;
  const labelled: Labelled[] = [];
  for (const line of text.split("\n").map((item) => item.trim()).filter((item) => item !== "")) {
    const header = /^\[([^\]]+)\]$/.exec(line)?.[1];
    if (header) section = sectionOf(header);
    else if (section) labelled.push({ ...section, question: line, weight: 1 });
  }
  return labelled;
}
