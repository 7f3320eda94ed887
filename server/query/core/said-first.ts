import type { Brief } from "../contract";
import { text } from "./compose/evidence";

/** Small words that other languages have and English has not. */
const foreignWords = new Set(
  ("wie viele wieviele wurden wurde werden welche welcher welches warum nicht der das und im fuer für ist sind haben unsere ihre eine einen auf mit bitte zeige letzten letzte monat woche jahr gab hatten " +
    "combien quels quelles quel quelle pourquoi les des dans est sont avons nous notre nos montre semaine année dernier dernière ont été ouverts avec " +
    "cuántos cuántas cuantos cuantas cuál cuáles qué por los del fueron tenemos nuestro nuestros año pasado muestra " +
    "quanti quante quali perché sono nel nella dello della gli abbiamo nostri anno scorso " +
    "hoeveel welke waarom het een zijn werden hebben onze maand vorige jaar van " +
    "quantos quantas quais porque foram temos nossos mês passado ilu jakie dlaczego hur många varför").split(" "),
);
const fewest = 2;

/** A question in letters or words of another language; no guess which. */
export function isForeign(question: string): boolean {
  const letters = question.match(/\p{L}/gu) ?? [];
  const others = letters.filter((letter) => !/\p{Script=Latin}/u.test(letter));
  if (letters.length > 0 && others.length > letters.length / 2) return true;
  const words = question.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.length >= 3 && words.filter((word) => foreignWords.has(word)).length >= Math.max(fewest, words.length / 5);
}

const noPeriod = /so I took no period\.$/;

/** What must be said before anything else: that a period which was named could not be taken, or that the portal does not read the question's language. */
export function saidFirst<T extends Pick<Brief, "outcome" | "headline">>(answer: T, { question, notes }: { question: string; notes: readonly string[] }): T {
  if (answer.outcome !== "answered") return isForeign(question) ? { ...answer, outcome: "unclear", headline: [text("The portal reads questions in English. Ask this in English, and it is answered from the records.")] } : answer;
  const [note] = notes.filter((each) => noPeriod.test(each));
  return note === undefined ? answer : { ...answer, headline: [text(`${note} `), ...answer.headline] };
}
