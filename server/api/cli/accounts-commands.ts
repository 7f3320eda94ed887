import { createResetLinkFor, createSetupLink, ensureFirstAdmin, hasAdmin } from "../../accounts";
import { print, UsageError, type Command } from "./command";

const setupLink: Command = {
  name: "accounts setup-link",
  usage: "accounts setup-link",
  summary: "A one-time link that creates the first administrator (nothing once there is one).",
  options: {},
  run: async ({ ctx }) => {
    await ensureFirstAdmin(ctx);
    if (await hasAdmin()) return;
    print((await createSetupLink(ctx)).url);
  },
};

const resetLink: Command = {
  name: "accounts reset-link",
  usage: "accounts reset-link EMAIL",
  summary: "A one-time link with which this person sets a new password.",
  options: {},
  run: async ({ ctx, positionals }) => {
    const email = positionals[0];
    if (email === undefined) throw new UsageError("accounts reset-link needs the person's e-mail address.");
    print((await createResetLinkFor(email, ctx)).url);
  },
};

export const accountsCommands: readonly Command[] = [setupLink, resetLink];
