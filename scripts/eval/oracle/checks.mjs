import { periodsOf } from "./periods.mjs";

/** A family of questions on one figure: the columns that may hold it and the relative tolerance. */
export const asks = (value, tolerance) => (id, question, check) => ({ id, question, value, tolerance, ...check });

const on = (query) => (now) => query(periodsOf(now), now);
/** One figure. A query is given the periods and the instant of asking; it answers with rows of `label` and `value`. */
export const number = (query) => ({ compare: "number", sql: on(query) });
export const table = (by, query) => ({ compare: "table", by, sql: on(query) });
export const series = (by, query) => ({ compare: "series", by, sql: on(query) });
/** Largest first; `least` turns it round. */
export const ranked = (by, query, limit) => ({ compare: "ranked", by, limit, sql: on(query) });
export const least = (check) => ({ ...check, order: "asc" });
export const list = (by, query, order = null) => ({ compare: "list", by, order, sql: on(query) });
/** The same figure of two periods, the one asked for first. */
export const pair = (queries) => ({ compare: "pair", sql: on((periods, now) => queries(periods, now).map((query, index) => `select ${index} as label, (select value from (${query}) q${index}) as value`).join(" union all ")) });
