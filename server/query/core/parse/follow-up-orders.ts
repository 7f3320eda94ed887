import type { QueryPlan } from "../../contract";
import type { Slots } from "./read-slots";
import { takenBack } from "./taken-back";
import { said } from "./time-slot";

const polite = "(?:(?:great|ok|okay|fine|good|perfect|cool|thanks|right|now|then|so|and|please|just|well|can|could|would|you|go|ahead|lets) )*";
const acts = "(?:close|resolve|delete|reopen|reassign|approve|reject|archive|purge|wipe|erase|restart|silence|mute|acknowledge|snooze|escalate)";
const shown = "(?:(?:all|each|both|any|every one)(?: of)? )?(?:them|those|these|it|the lot|the rest|everything)";
const order = new RegExp(`^${polite}${acts} ${shown}\\b`);

/** "Great, close all of them for me": an act on the records that were shown, which no question carries out. */
export const ordersAct = (slots: Slots): boolean => order.test(said(slots));

/** "Remove all tickets", but not "do all of Q2". */
const sweeping = /\b(?:all (?!of [hq]?\d)|every\b|everything\b)/;

/** "Drop the service thing", "take the severity filter off": what is removed is a part of the question before, not of the records. */
export const removesPart = (slots: Slots, previous: QueryPlan | undefined): boolean => previous !== undefined && !sweeping.test(said(slots)) && takenBack(said(slots), previous)?.isNamed === true;
