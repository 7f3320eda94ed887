import { Temporal } from "temporal-polyfill";

export interface RotaRule {
  /** IANA zone; turns change at the same local time whatever daylight saving does. */
  zone: string;
  /** Local date and time at which the first person's turn began, "2026-01-05T09:00". */
  startsLocal: string;
  turnDays: number;
  memberIds: readonly string[];
}

export interface Override {
  userId: string;
  fromMs: number;
  toMs: number;
}

export interface Turn {
  userId: string;
  fromMs: number;
  toMs: number;
  isOverride: boolean;
}

const turnStart = ({ startsLocal, turnDays, zone }: RotaRule, turn: number): number => Temporal.PlainDateTime.from(startsLocal).add({ days: turn * turnDays }).toZonedDateTime(zone).epochMilliseconds;

/** The turn that contains an instant, counted from the first; null before the first began or when nobody is in the rota. */
function turnAt(rota: RotaRule, atMs: number): number | null {
  if (rota.memberIds.length === 0 || atMs < turnStart(rota, 0)) return null;
  const guess = Math.floor((atMs - turnStart(rota, 0)) / (rota.turnDays * 86_400_000));
  // Daylight saving moves a turn's beginning by an hour at most.
  return [guess + 1, guess, guess - 1].find((turn) => turn >= 0 && turnStart(rota, turn) <= atMs) ?? null;
}

/** Who is on call at an instant (epoch ms), and until when; an override goes before the rota, the one added last before others. */
export function onCallAt(rota: RotaRule, overrides: readonly Override[], atMs: number): Turn | null {
  const override = overrides.filter(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs).at(-1);
  if (override) return { ...override, isOverride: true };
  const turn = turnAt(rota, atMs);
  const userId = turn === null ? undefined : rota.memberIds[turn % rota.memberIds.length];
  if (turn === null || userId === undefined) return null;
  const cut = overrides.map(({ fromMs }) => fromMs).filter((fromMs) => fromMs > atMs);
  return { userId, fromMs: turnStart(rota, turn), toMs: Math.min(turnStart(rota, turn + 1), ...cut), isOverride: false };
}

/** Turns from an instant on, one after the other, at most `count`. */
export function upcomingTurns(rota: RotaRule, overrides: readonly Override[], { fromMs, count }: { fromMs: number; count: number }): Turn[] {
  const turns: Turn[] = [];
  for (let atMs = fromMs; turns.length < count; atMs = turns.at(-1)?.toMs ?? atMs) {
    const turn = onCallAt(rota, overrides, atMs);
    if (!turn) return turns;
    turns.push({ ...turn, fromMs: Math.max(turn.fromMs, atMs) });
  }
  return turns;
}
