import { limits } from "../contract";

const common = new Set([
  "password", "passwort", "qwertyuiop", "letmein", "welcome", "administrator", "changeme", "iloveyou", "quarterdeck", "123456789012", "1234567890", "abcdefghijkl", "correcthorsebatterystaple",
]);

const longestRun = (text: string): number => {
  let best = 0;
  for (let i = 0, run = 0; i < text.length; i++) {
    run = i > 0 && text[i] === text[i - 1] ? run + 1 : 1;
    best = Math.max(best, run);
  }
  return best;
};

/** Ends such as digits and punctuation do not make a common word a password. */
const stem = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "").replace(/^\d+|\d+$/g, "");

export interface PasswordOwner {
  email: string;
  name: string;
}

/**
 * What is wrong with a new password, in words for the person who chose it; empty when it is accepted.
 * Length before composition (NIST SP 800-63B, 5.1.1.2): no rules about character classes, but no common words, no runs,
 * and nothing that is known about the person.
 */
export function passwordFaults(password: string, owner: PasswordOwner): string[] {
  if (password.length < limits.passwordMin) return [`Use at least ${limits.passwordMin} characters.`];
  if (password.length > limits.passwordMax) return [`Use at most ${limits.passwordMax} characters.`];
  const lower = password.toLowerCase();
  const faults: string[] = [];
  if (common.has(lower) || common.has(stem(password))) faults.push("This is one of the first passwords an attacker tries.");
  if (longestRun(lower) >= 6 || new Set(lower).size < 5) faults.push("Too repetitive: mix more characters.");
  const known = [owner.email.split("@")[0] ?? "", ...owner.name.split(/\s+/)].map((part) => part.toLowerCase()).filter((part) => part.length >= 4);
  if (known.some((part) => lower.includes(part) && lower.length - part.length < 8)) faults.push("Do not build it around your name or address.");
  return faults;
}
