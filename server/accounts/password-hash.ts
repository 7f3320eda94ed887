import "server-only";
import { hash, verify, type Options } from "@node-rs/argon2";

// argon2id with the parameters of the OWASP password storage cheat sheet: 19 MiB, two passes, one lane.
const options: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, options);

let dummy: Promise<string> | undefined;
/** Checked in place of a missing hash, so that an unknown person takes as long as a known one. */
const dummyHash = (): Promise<string> => (dummy ??= hashPassword("no account has this password"));

/** Whether the password fits. Without a stored hash it does the same work and is false. */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  const fits = await verify(stored ?? (await dummyHash()), password);
  return stored !== null && fits;
}
