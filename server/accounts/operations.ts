import "server-only";
import { auditOperations, linkOperations } from "./public-operations";
import { peopleOperations } from "./people-operations";
import { ownOperations } from "./own-operations";

/** Everything about people and access that the portal can do. */
export const accountsOperations = { ...linkOperations, ...peopleOperations, ...ownOperations, ...auditOperations };
