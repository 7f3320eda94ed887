/**
 * Rows by name, without the names: open addressing over pairs of words (check, row + 1), where an empty pair has row 0. A name is known by
 * 32 bits of one hash at a place of another, so that a name that was never put in is taken for one that was about once in 10^10.
 * Tens of thousands of names as strings in a Map would take megabytes of the heap; pairs lie beside it.
 */
export type NameTable = Uint32Array;

/** Two hashes of a name, each over all its letters (FNV-1a and a multiplicative one; both 32 bits). */
function hashesOf(name: string): [place: number, check: number] {
  let place = 0x811c9dc5;
  let check = 0x9e3779b9;
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    place = Math.imul(place ^ code, 0x01000193);
    check = Math.imul(check ^ code, 0x85ebca6b);
    check ^= check >>> 15;
  }
  place ^= place >>> 16;
  return [Math.imul(place, 0xc2b2ae35) >>> 0, check >>> 0];
}

/** The pair of a name, or the empty pair where it would stand. */
function pairOf(table: NameTable, [place, check]: readonly [number, number]): number {
  const last = table.length / 2 - 1;
  let pair = place & last;
  while (table[pair * 2 + 1] !== 0 && table[pair * 2] !== check) pair = (pair + 1) & last;
  return pair * 2;
}

/** A table of distinct names, each with its place in the list as its row. Throws when two names cannot be told apart. */
export function makeNameTable(names: readonly string[]): NameTable {
  let pairs = 8;
  while (pairs < names.length * 2) pairs *= 2;
  const table = new Uint32Array(pairs * 2);
  names.forEach((name, row) => {
    const hashes = hashesOf(name);
    const pair = pairOf(table, hashes);
    if (table[pair + 1] !== 0) throw new Error(`"${name}" has the hashes of "${names[(table[pair + 1] ?? 1) - 1] ?? ""}".`);
    table[pair] = hashes[1];
    table[pair + 1] = row + 1;
  });
  return table;
}

/** The row of a name, or -1. */
export const rowOf = (table: NameTable, name: string): number => (table[pairOf(table, hashesOf(name)) + 1] ?? 0) - 1;
