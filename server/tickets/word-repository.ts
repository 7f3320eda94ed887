import "server-only";
import { readRows, type ReadOptions, type SqlQuery } from "@/server/platform/db";
import type { TicketListInput } from "#contract/tickets";
import { decodeCursor, ticketOrder } from "./ticket-order";
import { ticketFrom, whereWithoutWords, whereWords, type Viewer, type Where } from "./ticket-where";

/** So many tickets are looked into, in the order of the list, before every match is read: a word that a thousand tickets have is seldom further apart. */
const walkedTickets = 4_000;

const readIds = async (query: SqlQuery, options: ReadOptions): Promise<string[]> => (await readRows<{ id: string }>(query, options)).map(({ id }) => id);

/** Some of the tickets with the words, in no order. Without another condition the words alone are read. */
function someSql({ plain, words, most }: { plain: Where; words: Where; most: number }): SqlQuery {
  const source = plain.isEmpty ? `select w.ticket_id as id from ticket_words w where ${words.sql}` : `select t.id from ${ticketFrom} where ${plain.sql} and ${words.sql}`;
  return { text: `${source} limit ${most}`, values: words.values };
}

interface Page {
  input: TicketListInput;
  viewer: Viewer;
}

function partsOf({ input, viewer }: Page): { plain: Where; words: Where } {
  const plain = whereWithoutWords(input, viewer);
  const after = decodeCursor(input);
  if (after) plain.addPair([after.key, after.id], ticketOrder(input).behind);
  return { plain, words: whereWords(input, viewer, plain) };
}

/** The page's tickets among the next thousands of the list. Each is looked into on its own (`offset 0`), so that the walk ends with the page. */
function nearSql(page: Page): SqlQuery {
  const { orderBy } = ticketOrder(page.input);
  const { plain, words } = partsOf(page);
  const next = `select t.id, t.opened_at, t.due_order, t.number from ${ticketFrom} where ${plain.sql} order by ${orderBy} limit ${walkedTickets}`;
  return { text: `select t.id from (${next}) t cross join lateral (select 1 from ticket_words w where w.ticket_id = t.id and ${words.sql} offset 0) found order by ${orderBy} limit ${page.input.limit + 1}`, values: words.values };
}

/** The page's tickets among all that have the words, which are found by their index and then put in order. */
function farSql(page: Page): SqlQuery {
  const { plain, words } = partsOf(page);
  const text = `with found as materialized (select w.ticket_id as id from ticket_words w where ${words.sql})
    select t.id from ${ticketFrom.replace("ticket t", "found f join ticket t on t.id = f.id")} where ${plain.sql} order by ${ticketOrder(page.input).orderBy} limit ${page.input.limit + 1}`;
  return { text, values: words.values };
}

/**
 * The tickets that a page of a search can show, and how many match, counted as far as `most` and one. Few matches are the whole answer and only have to be put
 * in order. Of many, the next page is looked for along the list, where it usually is near; where all of them are far back, they are read by the index of
 * words. Each of the ways has a bound, whatever the database would have guessed.
 */
export async function findByWords(input: TicketListInput, viewer: Viewer, { most, options }: { most: number; options: ReadOptions }): Promise<{ ids: string[]; matches: number }> {
  decodeCursor(input);
  const plain = whereWithoutWords(input, viewer);
  const some = await readIds(someSql({ plain, words: whereWords(input, viewer, plain), most: most + 1 }), options);
  if (some.length <= most) return { ids: some, matches: some.length };
  const page = { input, viewer };
  const near = ticketOrder(input).isWalked ? await readIds(nearSql(page), options) : [];
  return { ids: near.length > input.limit ? near : await readIds(farSql(page), options), matches: some.length };
}
