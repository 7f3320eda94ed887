import "server-only";
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { DomainError } from "../errors";
import type { Ctx } from "../registry/context";
import { keyIdOf } from "../secrets";
import { keyRing, retireOldKeys, stageKey } from "../secrets/key-ring";
import { businessWrite } from "../write";
import { resealColumn, type ResealTally, type SealedColumn } from "./reseal-repository";

export interface RotationReport extends ResealTally {
  /** Name of the key that seals from now on. */
  keyId: string;
  oldKeyIds: string[];
}

const byHand = "QUARTERDECK_SECRET_KEY is set by hand: put a new key there and the old one into QUARTERDECK_PREVIOUS_SECRET_KEY, start the portal again, and run this once more.";
const longestMs = 10 * 60_000;
const settleMs = 2_000;

/** All values in one transaction: after a failure every one of them is as it was. */
async function resealAll(columns: readonly SealedColumn[], ctx: Ctx): Promise<ResealTally> {
  const keys = keyRing();
  return businessWrite(ctx, { domains: [], timeoutMs: longestMs }, async (tx, record) => {
    const total: ResealTally = { resealed: 0, unreadable: 0 };
    for (const column of columns) {
      const { resealed, unreadable } = await resealColumn(tx, column, keys);
      total.resealed += resealed;
      total.unreadable += unreadable;
    }
    record({ action: "platform.keys.rotate", entityType: "key", entityId: keyIdOf(keys.current), after: { ...total } });
    return total;
  });
}

/**
 * Seals everything anew with a new key. The old key stays in the data directory until nothing needs it, so that a rotation that
 * was cut off is readable meanwhile and goes on when it is run again; a running portal takes the new key up by itself.
 */
export async function rotateKeys(columns: readonly SealedColumn[], ctx: Ctx, settle: number = settleMs): Promise<RotationReport> {
  const ring = keyRing();
  if (!ring.isGenerated && ring.all.length === 1) throw new DomainError("PRECONDITION_FAILED", byHand);
  if (ring.isGenerated && ring.all.length === 1) stageKey(randomBytes(32).toString("base64"));
  const { current, all, isGenerated } = keyRing();
  const first = await resealAll(columns, ctx);
  // What a request had sealed with the old key and not yet written when the transaction began.
  await sleep(settle);
  const late = await resealAll(columns, ctx);
  if (isGenerated) retireOldKeys();
  return { keyId: keyIdOf(current), oldKeyIds: all.filter((key) => key !== current).map(keyIdOf), resealed: first.resealed + late.resealed, unreadable: late.unreadable };
}
