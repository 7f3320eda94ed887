import "server-only";
import { toString as qrSvg } from "qrcode";
import { DomainError } from "@/server/platform/errors";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { confirmPassword, ownRow } from "./profile";
import { requirePerson } from "./require-person";
import { newRecoveryCodes, newTotpState, openTotp, sealTotp, totpUri, redeemCode } from "./totp";
import { updateDetails } from "./users-repository";

async function qrDataUrl(text: string): Promise<string> {
  const svg = await qrSvg(text, { type: "svg", errorCorrectionLevel: "M", margin: 2 });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}

/** Makes a new authenticator secret. It counts only once a code from it has been confirmed. */
export async function beginTotp(ctx: Ctx): Promise<{ secret: string; uri: string; qr: string }> {
  const row = await ownRow(requirePerson(ctx));
  if (row.totpEnabled) throw new DomainError("PRECONDITION_FAILED", "A second factor is active. Turn it off before you set up another one.");
  const state = newTotpState();
  await businessWrite(ctx, { domains: [] }, async (tx, record) => {
    await updateDetails(tx, row.id, { totpSecret: sealTotp(state) });
    record({ action: "accounts.totp.begin", entityType: "user", entityId: row.id });
  });
  const uri = totpUri(state.secret, row.email);
  return { secret: state.secret, uri, qr: await qrDataUrl(uri) };
}

/** Turns the second factor on and hands out the recovery codes, this once. */
export async function confirmTotp(code: string, ctx: Ctx): Promise<{ recoveryCodes: string[] }> {
  const row = await ownRow(requirePerson(ctx));
  if (row.totpEnabled || row.totpSecret === null) throw new DomainError("PRECONDITION_FAILED", "Begin the set-up again.");
  const next = redeemCode(openTotp(row.totpSecret), code, ctx.clock.now());
  if (next === null) throw new DomainError("VALIDATION", "This code is not right. Check the clock of your phone.", { faults: [{ path: "code", message: "This code is not right. Check the clock of your phone." }] });
  const { codes, hashes } = newRecoveryCodes();
  await businessWrite(ctx, { domains: ["accounts"] }, async (tx, record) => {
    await updateDetails(tx, row.id, { totpSecret: sealTotp({ ...next, recovery: hashes }), totpEnabled: true });
    record({ action: "accounts.totp.enable", entityType: "user", entityId: row.id, before: { totpEnabled: false }, after: { totpEnabled: true } });
  });
  return { recoveryCodes: codes };
}

export async function disableTotp(password: string, ctx: Ctx): Promise<{ done: true }> {
  const row = await ownRow(requirePerson(ctx));
  if (!row.totpEnabled) throw new DomainError("PRECONDITION_FAILED", "There is no second factor to turn off.");
  await confirmPassword(row, password, { path: "password", now: ctx.clock.now() });
  await businessWrite(ctx, { domains: ["accounts"] }, async (tx, record) => {
    await updateDetails(tx, row.id, { totpSecret: null, totpEnabled: false });
    record({ action: "accounts.totp.disable", entityType: "user", entityId: row.id, before: { totpEnabled: true }, after: { totpEnabled: false } });
  });
  return { done: true };
}
