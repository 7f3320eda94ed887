import { rotateKeys } from "../../platform/key-rotation";
import { sealedColumns } from "../sealed-columns";
import { print, type Command } from "./command";

const rotate: Command = {
  name: "keys rotate",
  usage: "keys rotate",
  summary: "A new key for stored secrets; seals everything anew. Older backups still need the old key: copy secrets.json before.",
  options: {},
  run: async ({ ctx }) => {
    const { keyId, oldKeyIds, resealed, unreadable } = await rotateKeys(sealedColumns, ctx);
    print(`Key ${keyId} seals from now on; ${resealed} values were sealed anew and nothing needs ${oldKeyIds.join(", ")} any more.`);
    if (unreadable > 0) print(`${unreadable} values were sealed with a key that is not at hand and stay as they are.`);
    print("Backups made before can be read only with the old key: make a new one now (npm run -s cli -- backup).");
  },
};

export const keysCommands: readonly Command[] = [rotate];
