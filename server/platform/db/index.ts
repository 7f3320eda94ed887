import "server-only";

export { closeDb, db, pool, type Db, type Tx } from "./client";
export { readRows, type ReadOptions, type SqlQuery, type SqlValue } from "./rows";
