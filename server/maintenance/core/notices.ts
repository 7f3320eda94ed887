import type { Impact, NoticeAudience, NoticeMoment, WindowStatus } from "../contract";
import { isOver, isUnderWay } from "./lifecycle";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Edits within this time of each other are told as one. */
const settleMs = minuteMs;
/** What began or ended longer ago is no news any more. */
const newsMs = 12 * hourMs;

/** Reminders, the nearest first: how long before the start. */
const reminders: readonly (readonly [NoticeMoment, number])[] = [["t1h", hourMs], ["t24h", dayMs], ["t7d", 7 * dayMs]];

/** A window as far as telling people of it needs; instants in epoch ms. */
export interface TellableWindow {
  status: WindowStatus;
  impact: Impact;
  isPublic: boolean;
  startsAtMs: number;
  endsAtMs: number;
  startedAtMs: number | null;
  endedAtMs: number | null;
  overrunAtMs: number | null;
  approvedAtMs: number | null;
  announcedAtMs: number | null;
  /** The last change of any kind. */
  changedAtMs: number;
}

/** One message that was written for a reader, with the plan that it named. */
export interface Told {
  moment: NoticeMoment;
  startsAtMs: number;
  endsAtMs: number;
  atMs: number;
}

export interface NoticeReader {
  audience: NoticeAudience;
  /** Who subscribed later has not missed what came before. */
  sinceMs: number;
}

/** Since when readers of an audience may know of a window: customers from its announcement (or its approval, if it is public), others from its approval; null = not yet. */
function knownSince({ announcedAtMs, approvedAtMs, isPublic }: TellableWindow, { audience, sinceMs }: NoticeReader): number | null {
  const fromMs = audience === "customer" && !isPublic ? announcedAtMs : (approvedAtMs ?? announcedAtMs);
  return fromMs === null ? null : Math.max(fromMs, sinceMs);
}

const isAgreed = (status: WindowStatus): boolean => status === "approved" || status === "announced";
const hasHeard = (told: readonly Told[], moment: NoticeMoment): boolean => told.some((one) => one.moment === moment);

/** What the work itself makes news of: its end, its overrun, its begin. An end that is told makes up for a begin that was not. */
function newsOf(window: TellableWindow, reader: NoticeReader, { told, nowMs }: { told: readonly Told[]; nowMs: number }): NoticeMoment | null {
  const isFresh = (atMs: number | null): boolean => atMs !== null && atMs >= reader.sinceMs && nowMs - atMs < newsMs;
  if (window.impact === "none" && told.length === 0) return null;
  if (isOver(window.status)) return isFresh(window.endedAtMs) && !hasHeard(told, "end") ? "end" : null;
  if (!isUnderWay(window.status)) return null;
  if (isFresh(window.overrunAtMs) && !hasHeard(told, "overrun")) return "overrun";
  return isFresh(window.startedAtMs) && !hasHeard(told, "start") && !hasHeard(told, "overrun") ? "start" : null;
}

/** Whoever was told another time than the one that holds is told the new one, once it has stood still. */
function isMoved(window: TellableWindow, told: readonly Told[], nowMs: number): boolean {
  const last = told.at(-1);
  if (!last || window.startsAtMs <= nowMs || nowMs - window.changedAtMs < settleMs) return false;
  return last.startsAtMs !== window.startsAtMs || last.endsAtMs !== window.endsAtMs;
}

function reminderOf(window: TellableWindow, reader: NoticeReader, { told, nowMs }: { told: readonly Told[]; nowMs: number }): NoticeMoment | null {
  const sinceMs = knownSince(window, reader);
  const [moment, leadMs] = reminders.find(([, lead]) => nowMs >= window.startsAtMs - lead) ?? [];
  if (moment === undefined || leadMs === undefined || sinceMs === null || nowMs >= window.startsAtMs) return null;
  const markMs = window.startsAtMs - leadMs;
  const isTold = told.some((one) => one.startsAtMs === window.startsAtMs && one.atMs >= markMs);
  return sinceMs <= markMs && !isTold ? moment : null;
}

/**
 * What a reader has to be told of a window at an instant; null = nothing. `told` is what was written for this reader before, oldest first. The same question
 * gives nothing once the answer is among `told`, so that rounds may repeat and a restart loses nothing: a reminder is sent late rather than not, but never one
 * whose time had passed when the reader could first know, and never an earlier one once the next is due.
 */
export function dueNotice(window: TellableWindow, reader: NoticeReader, { told, nowMs }: { told: readonly Told[]; nowMs: number }): NoticeMoment | null {
  if (window.status === "draft" && told.length === 0) return null;
  if (window.status === "cancelled") return told.length > 0 && !hasHeard(told, "cancel") && !hasHeard(told, "end") ? "cancel" : null;
  const news = newsOf(window, reader, { told, nowMs });
  if (news !== null || isOver(window.status) || isUnderWay(window.status)) return news;
  if (isMoved(window, told, nowMs)) return "reschedule";
  if (!isAgreed(window.status)) return null;
  const isNew = window.status === "announced" && (window.announcedAtMs ?? -Infinity) >= reader.sinceMs && nowMs < window.startsAtMs;
  if (isNew && !told.some((one) => one.moment === "announced" && one.startsAtMs === window.startsAtMs && one.endsAtMs === window.endsAtMs)) return "announced";
  return reminderOf(window, reader, { told, nowMs });
}

const partsOfKey = /^mw\|[^|]+\|(\w+)\|(\d+)-(\d+)\|\d+\|/;

/** Names one message to one recipient, so that two processes write it once: what, of which plan, and after how many moves that this recipient was told of. */
export function noticeKey(windowId: string, { moment, window, told, recipient }: { moment: NoticeMoment; window: Pick<TellableWindow, "startsAtMs" | "endsAtMs">; told: readonly Told[]; recipient: string }): string {
  const moves = told.filter((one) => one.moment === "reschedule").length;
  return `mw|${windowId}|${moment}|${window.startsAtMs}-${window.endsAtMs}|${moves}|${recipient}`;
}

/** Reads back what a key says was told; null = it is not one of these. */
export function toldOfKey(key: string, atMs: number): (Told & { recipient: string }) | null {
  const found = partsOfKey.exec(key);
  if (!found) return null;
  return { moment: found[1] as NoticeMoment, startsAtMs: Number(found[2]), endsAtMs: Number(found[3]), atMs, recipient: key.slice(found[0].length) };
}
