export interface Mentionable {
  id: string;
  name: string;
}

const fold = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const isWordSign = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}_]/u.test(sign);

/**
 * Whom a text mentions: `@` and a person's whole name, or the first name when only one person has it. Case and accents do not matter;
 * an `@` within a word (an e-mail address) is none. Everybody once, in the order of the people.
 */
export function findMentions(text: string, people: readonly Mentionable[]): Mentionable[] {
  const folded = fold(text);
  const firsts = new Map<string, number>();
  for (const { name } of people) firsts.set(fold(name).split(" ")[0] ?? "", (firsts.get(fold(name).split(" ")[0] ?? "") ?? 0) + 1);
  const occurs = (name: string): boolean => {
    for (let at = folded.indexOf(`@${name}`); at !== -1; at = folded.indexOf(`@${name}`, at + 1)) {
      if (!isWordSign(folded[at - 1]) && !isWordSign(folded[at + 1 + name.length])) return true;
    }
    return false;
  };
  return people.filter(({ name }) => {
    const whole = fold(name);
    const first = whole.split(" ")[0] ?? "";
    return whole !== "" && (occurs(whole) || (firsts.get(first) === 1 && occurs(first)));
  });
}
