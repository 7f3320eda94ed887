import "server-only";
import { z } from "zod";
import { defineOperation } from "../platform/registry";
import { archiveService } from "./archive-service";
import {
  byIdSchema, bySlugSchema, createCustomerSchema, createGoalInput, createServiceSchema, createTeamSchema, customerRowSchema, customerSchema, goalSchema, importCatalogSchema,
  importReportSchema, listCustomersSchema, listGoalsSchema, listOf, listServicesSchema, listTeamsSchema, lockedIdSchema, lockedSlugSchema, serviceRowSchema, serviceSchema, teamRowSchema,
  teamSchema, updateCustomerSchema, updateGoalSchema, updateServiceSchema, updateTeamSchema,
} from "./contract";
import { createCustomer } from "./create-customer";
import { createGoal } from "./create-goal";
import { createService } from "./create-service";
import { createTeam } from "./create-team";
import { getCustomer } from "./get-customer";
import { getGoal } from "./get-goal";
import { getService } from "./get-service";
import { getTeam } from "./get-team";
import { importCatalog } from "./import-catalog";
import { listCustomers } from "./list-customers";
import { listGoals } from "./list-goals";
import { listServices } from "./list-services";
import { listTeams } from "./list-teams";
import { removeCustomer } from "./remove-customer";
import { removeGoal } from "./remove-goal";
import { removeTeam } from "./remove-team";
import { catalogTools } from "./tool-operations";
import { updateCustomer } from "./update-customer";
import { updateGoal } from "./update-goal";
import { updateService } from "./update-service";
import { updateTeam } from "./update-team";

const read = { permission: "catalog.read", effect: "read", cost: "normal" } as const;
const write = { permission: "catalog.write", effect: "write" } as const;
const slugOnly = z.object({ slug: z.string() });
const idOnly = z.object({ id: z.string() });
const versioned = { version: z.int() };

export const catalogOperations = {
  ...catalogTools,
  listServices: defineOperation({ ...read, summary: "List services, filtered by tier, owner, lifecycle and words", rest: "GET /services", input: listServicesSchema, output: listOf(serviceRowSchema), run: listServices }),
  getService: defineOperation({ ...read, summary: "One service with its dependencies, dependents, customers and owner", rest: "GET /services/{slug}", input: bySlugSchema, output: serviceSchema, run: ({ slug }, ctx) => getService(slug, ctx) }),
  createService: defineOperation({ ...write, summary: "Create a service", rest: "POST /services", input: createServiceSchema, output: slugOnly, run: createService }),
  updateService: defineOperation({ ...write, summary: "Change some fields of a service", rest: "PATCH /services/{slug}", input: updateServiceSchema, output: slugOnly.extend(versioned), run: updateService }),
  archiveService: defineOperation({ ...write, summary: "Retire a service", rest: "POST /services/{slug}/archive", input: lockedSlugSchema, output: slugOnly.extend(versioned), run: archiveService }),

  listTeams: defineOperation({ ...read, summary: "List delivery teams and support groups", rest: "GET /teams", input: listTeamsSchema, output: listOf(teamRowSchema), run: listTeams }),
  getTeam: defineOperation({ ...read, summary: "One team with the services that it owns", rest: "GET /teams/{slug}", input: bySlugSchema, output: teamSchema, run: ({ slug }, ctx) => getTeam(slug, ctx) }),
  createTeam: defineOperation({ ...write, summary: "Create a team", rest: "POST /teams", input: createTeamSchema, output: slugOnly, run: createTeam }),
  updateTeam: defineOperation({ ...write, summary: "Change some fields of a team", rest: "PATCH /teams/{slug}", input: updateTeamSchema, output: slugOnly.extend(versioned), run: updateTeam }),
  removeTeam: defineOperation({ ...write, summary: "Remove a team that nothing refers to", rest: "DELETE /teams/{slug}", input: lockedSlugSchema, output: slugOnly, run: removeTeam }),

  listCustomers: defineOperation({ ...read, summary: "List customers", rest: "GET /customers", input: listCustomersSchema, output: listOf(customerRowSchema), run: listCustomers }),
  getCustomer: defineOperation({ ...read, summary: "One customer with the services that it uses", rest: "GET /customers/{slug}", input: bySlugSchema, output: customerSchema, run: ({ slug }, ctx) => getCustomer(slug, ctx) }),
  createCustomer: defineOperation({ ...write, summary: "Create a customer", rest: "POST /customers", input: createCustomerSchema, output: slugOnly, run: createCustomer }),
  updateCustomer: defineOperation({ ...write, summary: "Change some fields of a customer", rest: "PATCH /customers/{slug}", input: updateCustomerSchema, output: slugOnly.extend(versioned), run: updateCustomer }),
  removeCustomer: defineOperation({ ...write, summary: "Remove a customer that nothing refers to", rest: "DELETE /customers/{slug}", input: lockedSlugSchema, output: slugOnly, run: removeCustomer }),

  listGoals: defineOperation({ ...read, summary: "List goals, the next due first", rest: "GET /goals", input: listGoalsSchema, output: listOf(goalSchema), run: listGoals }),
  getGoal: defineOperation({ ...read, summary: "One goal", rest: "GET /goals/{id}", input: byIdSchema, output: goalSchema, run: ({ id }, ctx) => getGoal(id, ctx) }),
  createGoal: defineOperation({ ...write, summary: "Create a goal", rest: "POST /goals", input: createGoalInput, output: idOnly, run: createGoal }),
  updateGoal: defineOperation({ ...write, summary: "Change some fields of a goal", rest: "PATCH /goals/{id}", input: updateGoalSchema, output: idOnly.extend(versioned), run: updateGoal }),
  removeGoal: defineOperation({ ...write, summary: "Remove a goal", rest: "DELETE /goals/{id}", input: lockedIdSchema, output: idOnly, run: removeGoal }),

  importCatalog: defineOperation({ ...write, summary: "Import a YAML list of teams, services, customers and goals", rest: "POST /catalog/import", input: importCatalogSchema, output: importReportSchema, run: (input, ctx) => importCatalog(ctx, input) }),
};
