import { z } from "zod";

/** Bounds of a range as a label writes them; both null when they depend on an event whose date nobody knows. */
const labelTime = z.object({ token: z.string().default(""), from: z.string().nullable().default(null), to: z.string().nullable().default(null) });
const texts = z.array(z.string()).nullish().transform((list) => list ?? []);
const contextItem = z.union([z.string(), z.object({ q: z.string().optional(), question: z.string().optional(), text: z.string().optional() })]);

const itemSchema = z.object({
  id: z.union([z.string(), z.number()]).optional().transform((id) => (id === undefined ? undefined : String(id))),
  q: z.string().optional(),
  question: z.string().optional(),
  text: z.string().optional(),
  cls: z.string().nullish(),
  intent: z.string(),
  intent_ok: texts,
  metrics: texts,
  metrics_ok: texts,
  dimensions: texts,
  dimensions_ok: texts,
  time: labelTime.nullish().transform((time) => time ?? null),
  time_strict: z.boolean().nullish().transform((isStrict) => isStrict ?? true),
  compare_to: labelTime.nullish().transform((time) => time ?? null),
  entities: texts,
  entities_ok: texts,
  filters: texts,
  frameworks: texts,
  frameworks_ok: texts,
  persona: z.string().nullish().transform((persona) => persona ?? "none"),
  persona_ok: texts,
  in_scope: z.boolean().nullish(),
  oos_reason: z.string().nullish().transform((reason) => reason ?? null),
  answer_kind: z.string().nullish(),
  context: z.union([z.string(), z.array(contextItem)]).nullish(),
  limit: z.number().nullish().transform((limit) => limit ?? null),
  tags: texts,
  reference_now: z.string().nullish(),
  tz: z.string().nullish(),
});

const fileSchema = z.union([
  z.array(z.unknown()).transform((questions) => ({ questions, reference_now: undefined, tz: undefined })),
  z.object({ questions: z.array(z.unknown()), reference_now: z.string().nullish(), tz: z.string().nullish() }),
]);

type Item = z.output<typeof itemSchema>;
export type LabelTime = z.output<typeof labelTime>;

/** A question with everything that its answer is judged by. */
export interface Labelled extends Omit<Item, "q" | "question" | "text" | "context" | "in_scope" | "reference_now" | "tz" | "id"> {
  id: string;
  q: string;
  context: string[];
  inScope: boolean;
  /** ISO instant that the question is asked at. */
  now: string;
  tz: string;
}

const defaultNow = "2026-08-19T10:00:00Z";

const contextOf = ({ context }: Item): string[] =>
  (typeof context === "string" ? [context] : (context ?? [])).map((turn) => (typeof turn === "string" ? turn : (turn.q ?? turn.question ?? turn.text ?? ""))).filter((turn) => turn.trim() !== "");

/** A bound as an instant or a date: `now` is the question's clock, and a time of day without a zone is UTC. */
function boundOf(bound: string | null, now: string): string | null {
  if (bound?.trim().toLowerCase() === "now") return now;
  return bound !== null && /T[\d:.]+$/.test(bound) ? `${bound}Z` : bound;
}

const timeOf = (time: LabelTime | null, now: string): LabelTime | null => (time === null ? null : { ...time, from: boundOf(time.from, now), to: boundOf(time.to, now) });

function labelledOf(item: Item, place: { index: number; now: string; tz: string }): Labelled {
  const { q, question, text, in_scope, reference_now, tz, ...labels } = item;
  const asked = q ?? question ?? text;
  if (asked === undefined) throw new Error(`Question ${place.index + 1} has no text (q, question or text).`);
  const now = new Date(reference_now ?? place.now).toISOString();
  return { ...labels, id: item.id ?? String(place.index + 1), q: asked, context: contextOf(item), inScope: in_scope ?? item.cls !== "out_of_scope", time: timeOf(item.time, now), compare_to: timeOf(item.compare_to, now), now, tz: tz ?? place.tz };
}

/**
 * Reads a set of labelled questions: a list, or an object with `questions`; the text stands under `q`, `question` or `text`; the clock and
 * the zone stand at the top or with a question. Throws with the place of the first fault.
 */
export function readLabels(json: unknown): Labelled[] {
  const file = fileSchema.parse(json);
  const base = { now: file.reference_now ?? defaultNow, tz: file.tz ?? "UTC" };
  return file.questions.map((raw, index) => {
    const item = itemSchema.safeParse(raw);
    if (!item.success) throw new Error(`Question ${index + 1}: ${item.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}`);
    return labelledOf(item.data, { ...base, index });
  });
}
