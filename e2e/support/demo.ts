import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cli } from "./portal";

export const executiveEmail = "executive@demo.example";
const file = path.join(process.env.QUARTERDECK_DATA_DIR ?? ".data", "demo-executive");

/** Makes the demo organisation, and keeps the executive's password beside the portal's data. */
export async function seedDemo(): Promise<void> {
  const printed = await cli("seed", "demo", "--seed", "7", "--until", new Date().toISOString(), "--scale", "0.2");
  const password = /executive@demo\.example\s+(\S+)/.exec(printed)?.[1];
  if (password === undefined) throw new Error("The seed named no password of the executive.");
  writeFileSync(file, password, { mode: 0o600 });
}

export const executivePassword = (): string => readFileSync(file, "utf8");
