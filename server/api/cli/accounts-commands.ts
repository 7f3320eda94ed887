import { createSetupLink, ensureFirstAdmin, hasAdmin } from "../../accounts";
import { print, type Command } from "./command";

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

export const accountsCommands: readonly Command[] = [setupLink];
