import { anchorOf, plainText } from "#core/knowledge";
import { runLimits, type RunbookStep, type StepFault } from "../contract";
import { blocksOf, type Block, type CodeBlock } from "./blocks";
import { readFence, type StepBody } from "./fences";
import { resolveBranches } from "./branches";
import { commandIn, titled } from "./titles";

export interface ReadSteps {
  steps: RunbookStep[];
  /** What is not as it was meant; the step is then one for a person, or left out. */
  faults: StepFault[];
}

interface Part {
  stage: string;
  level: number;
  /** Of this heading and those above it. */
  anchors: string[];
  names: string[];
  blocks: Exclude<Block, { kind: "heading" }>[];
}

const background = /^(?:meaning|impact|overview|background|description|context|summary|about|symptoms?|causes?|introduction|purpose|scope|references?|see also|further reading|(?:useful |additional |related )?(?:links|resources)|notes?|alert|metrics?|dashboards?|owner|contacts?|changelog|history|related.*)$/i;
const procedure = /^(?:steps?|procedure|checklist|instructions|runbook steps|what to do|action plan)$/i;

function partsOf(markdown: string): Part[] {
  const seen = new Map<string, number>();
  let above: { level: number; text: string; anchor: string }[] = [];
  const parts: Part[] = [{ stage: "", level: 0, anchors: [], names: [], blocks: [] }];
  for (const block of blocksOf(markdown)) {
    if (block.kind !== "heading") {
      parts.at(-1)?.blocks.push(block);
      continue;
    }
    above = [...above.filter(({ level }) => level < block.level), { level: block.level, text: block.text, anchor: anchorOf(block.text, seen) }];
    // The title of the page is over everything and says nothing of a part.
    const own = above.filter(({ level }) => level > 1);
    parts.push({ stage: block.level === 1 ? "" : block.text, level: block.level, anchors: above.map(({ anchor }) => anchor), names: own.map(({ text }) => text), blocks: [] });
  }
  return parts;
}

/** The parts that say what to do: those below a heading such as "Steps" if there is one, else all but background, else everything when there are no headings. */
function partsToDo(parts: readonly Part[]): Part[] {
  const below = parts.filter(({ names }) => names.some((name) => procedure.test(name)));
  if (below.length > 0) return below;
  const headed = parts.filter(({ level }) => level > 1);
  return headed.length === 0 ? [...parts] : headed.filter(({ names }) => !names.some((name) => background.test(name)));
}

/** "TODO", or nothing but a link: not something to do. */
function isIdle(text: string): boolean {
  const bare = text.trim();
  return bare === "" || /^(?:todo|tbd|n\/a|none)\.?$/i.test(plainText(bare)) || /^(?:see:?\s*)?(?:!?\[[^\]]*\]\([^)]*\)|<?https?:\/\/\S+>?)[.,]?$/i.test(bare) || /^\[[^\]]+\]:\s/.test(bare);
}

class PartReader {
  readonly steps: RunbookStep[] = [];
  readonly faults: StepFault[] = [];
  private said: { text: string; line: number }[] = [];

  constructor(private readonly part: Part) {}

  private add(body: StepBody, line: number): void {
    const { stage, anchors } = this.part;
    this.steps.push({ ...body, stage, anchors, line });
  }

  private takeSaid(): { title: string; instructions: string } {
    const texts = this.said.map(({ text }) => text);
    this.said = [];
    const { title, instructions } = titled(texts.at(-1) ?? "");
    return { title, instructions: [...texts.slice(0, -1), instructions].filter((text) => text !== "").join("\n\n").slice(0, runLimits.text) };
  }

  /** What was said and led to nothing is itself to be done: one step, told by its first sentence. */
  private flush(): void {
    const [first] = this.said;
    const text = this.said.map((one) => one.text).join("\n\n");
    this.said = [];
    if (first === undefined) return;
    const code = commandIn(text);
    this.add(code === null ? { kind: "manual", ...titled(text) } : { kind: "command", ...titled(text), language: "shell", code }, first.line);
  }

  private fence(block: CodeBlock): void {
    const said = this.takeSaid();
    const read = readFence(block, said);
    const shown = `\`\`\`${block.language}\n${block.code}\n\`\`\``;
    if ("body" in read && read.body !== null) return this.add(read.body, block.line);
    if ("fault" in read) this.faults.push({ line: block.line, reason: read.fault });
    // An illustration belongs to the words before it; a block with a fault stays readable for a person.
    const words = [said.instructions === "" ? said.title : said.instructions, shown].filter((part) => part !== "").join("\n\n").slice(0, runLimits.text);
    if (said.title !== "") this.add({ kind: "manual", title: said.title, instructions: words }, block.line);
    else if (this.steps.length > 0) this.extend(shown);
    else this.add({ kind: "manual", title: this.part.stage === "" ? "Look at the example" : this.part.stage, instructions: words }, block.line);
  }

  private extend(text: string): void {
    const last = this.steps.pop();
    if (last) this.steps.push({ ...last, instructions: [last.instructions, text].filter((part) => part !== "").join("\n\n").slice(0, runLimits.text) });
  }

  private item({ text, codes, line }: Extract<Block, { kind: "item" }>): void {
    const intro = this.said.at(-1)?.text.trimEnd().endsWith(":") === true ? this.said.splice(0).map((one) => one.text).join("\n\n") : "";
    this.flush();
    if (!isIdle(text)) this.said.push({ text, line });
    const [first, ...rest] = codes;
    if (first) this.fence(first);
    else this.flush();
    for (const code of rest) this.fence(code);
    if (intro !== "" && !isIdle(text)) this.introduce(intro, line);
  }

  /** Words that lead into a list stand with its first item. */
  private introduce(intro: string, line: number): void {
    const at = this.steps.findIndex((step) => step.line === line);
    const step = this.steps[at];
    if (step) this.steps[at] = { ...step, instructions: [intro, step.instructions].filter((part) => part !== "").join("\n\n").slice(0, runLimits.text) };
  }

  read(): this {
    for (const block of this.part.blocks) {
      if (block.kind === "code") this.fence(block);
      else if (block.kind === "item") this.item(block);
      else if (!isIdle(block.text)) this.said.push({ text: block.text, line: block.line });
    }
    this.flush();
    return this;
  }
}

/**
 * The steps of a runbook's text (without front matter). List items, and paragraphs that stand alone, are for a person; code is to be
 * copied; fences named http, ask, decision, wait and approval are what they say. The grammar stands in the guide "Runbooks".
 * Nothing is refused: a fence with a fault becomes a step for a person, and the fault is told with its line.
 */
export function readSteps(markdown: string): ReadSteps {
  const parts = partsOf(markdown);
  const read = partsToDo(parts).map((part) => new PartReader(part).read());
  const all = read.flatMap(({ steps }) => steps).filter(({ title }) => title !== "");
  const resolved = resolveBranches(all.slice(0, runLimits.steps), parts.flatMap(({ stage, anchors }) => (stage === "" ? [] : [{ name: stage, anchor: anchors.at(-1) ?? "" }])));
  const faults = [...read.flatMap((part) => part.faults), ...resolved.faults, ...(all.length > runLimits.steps ? [{ line: all[runLimits.steps]?.line ?? 1, reason: `a run has ${runLimits.steps} steps at most; what follows is left out` }] : [])];
  return { steps: resolved.steps, faults: faults.sort((a, b) => a.line - b.line) };
}
