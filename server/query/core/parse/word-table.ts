/** A table to look words up in: it holds its own entries and nothing that every object has, so that "constructor" is a word like any other. */
export const wordTable = <T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> => Object.assign(Object.create(null) as Record<string, T>, entries);
