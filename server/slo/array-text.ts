import "server-only";

/** An array of numbers as PostgreSQL writes it ("{1,2.5,NULL}"): read at once, where the driver goes through it letter by letter. */
export const numbersOf = (text: string): (number | null)[] => JSON.parse(`[${text.slice(1, -1).replaceAll("NULL", "null")}]`) as (number | null)[];
