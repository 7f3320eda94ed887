import { numberAt } from "./numbers";
import type { Slots } from "./read-slots";
import { overlaps } from "./slots";
import type { Vocabulary } from "./vocabulary";

/** Words that carry no condition of their own. */
const silent = new Set(
  ("a about above across actually after again against all already also always am among an and any anyone anything are around as ask asked at away back be because been before began being below best between both but by can cannot could " +
    "currently data did do does doing done down during each either else enough even ever every everyone everything exactly far few figure figures find first for from full gave get gets getting give given go goes going got had has have having he help " +
    "her here him his how i if im in info information into is it its ive just keep know let lets like list little look looking lot made make makes many may maybe me mean might more most much must my need never new no nor not now number numbers of off ok " +
    "okay on one ones only or other others our out over overall own per perhaps please portal question quick quickly quite rather really right said same say see she should show since so some someone something still such sure take tell than thank thanks that thats " +
    "the their them then there these they thing things think this those though through time times to today together told too total try under until up upon us use used using usually value values very via want was way we well were what whats when where " +
    "whether which while who whole whom whose why will with within without would year years yes yet you your hello hey hi good morning afternoon evening recent recently lately happened happening happen period depend depends dependent dependents dependency dependencies rely relies produce produces fired raised come came see seen share rate s m end start beginning").split(" "),
);

/** Content words that no part of the reading used: an answer must not look as if it had been narrowed by them. */
export function unreadWords(slots: Slots, vocabulary: Vocabulary): string[] {
  const covered = [...slots.periods, ...slots.entities, ...slots.ticketNumbers, ...slots.filters, ...slots.unknownNames, ...slots.stats, ...(slots.order.span ? [slots.order.span] : [])];
  const words = slots.tokens.filter((token, at) => !silent.has(token.text) && numberAt(slots.tokens, at) === null && !/^[\d%<>]/.test(token.text) && token.text.length > 1 && !vocabulary.speller.words.has(token.stem) && !vocabulary.speller.words.has(token.text) && !overlaps({ from: at, to: at + 1 }, covered));
  return [...new Set(words.map((token) => token.raw))];
}
