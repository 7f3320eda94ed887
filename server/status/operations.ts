import "server-only";
import { z } from "zod";
import { DomainError } from "../platform/errors";
import { defineOperation, type Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { addMonitors, createComponent, orderComponents, removeComponent, updateComponent } from "./change-component";
import { addedOutput, addMonitorsInput, changedComponentOutput, componentKeyInput, createComponentInput, listComponentsOutput, orderComponentsInput, rebuildComponentInput, rebuiltOutput, statusPageSchema, updateComponentInput } from "./contract";
import { listDayComponents } from "./days-repository";
import { listComponents } from "./list-components";
import { readStatusPage } from "./read-page";
import { rebuildStatusDays } from "./refresh-days";

const manage = { permission: "status.manage", effect: "write" } as const;

async function rebuildHistory({ id }: { id: string }, ctx: Ctx): Promise<z.input<typeof rebuiltOutput>> {
  if ((await listDayComponents([id])).length === 0) throw new DomainError("NOT_FOUND", "There is no such component.");
  const days = await rebuildStatusDays(id, ctx);
  return businessWrite(ctx, { domains: ["status"] }, (_tx, record) => {
    record({ action: "status.component.rebuild", entityType: "status_component", entityId: id, after: { days } });
    return Promise.resolve({ id, days });
  });
}

export const statusOperations = {
  page: defineOperation({ permission: "incidents.read", effect: "read", summary: "What the public status page shows: components with 90 days, incidents, planned maintenance", rest: "GET /status", input: z.object({}), output: statusPageSchema, run: (_input, ctx) => readStatusPage(ctx) }),
  listComponents: defineOperation({ permission: "status.manage", effect: "read", summary: "Components of the status page in their order, hidden ones included", rest: "GET /status/components", input: z.object({}), output: listComponentsOutput, run: listComponents }),
  createComponent: defineOperation({ ...manage, summary: "Add a component to the status page", rest: "POST /status/components", input: createComponentInput, output: changedComponentOutput, run: createComponent }),
  updateComponent: defineOperation({ ...manage, summary: "Change, show or hide a component of the status page", rest: "PATCH /status/components/{id}", input: updateComponentInput, output: changedComponentOutput, run: updateComponent }),
  removeComponent: defineOperation({ ...manage, summary: "Remove a component of the status page with its history", rest: "DELETE /status/components/{id}", input: componentKeyInput, output: z.object({ id: z.string() }), run: removeComponent }),
  orderComponents: defineOperation({ ...manage, summary: "Put the components of the status page into an order", rest: "POST /status/order", input: orderComponentsInput, output: z.object({ count: z.number().int() }), run: orderComponents }),
  addMonitors: defineOperation({ ...manage, summary: "Make components of monitors, of all that are not shown yet by default", rest: "POST /status/monitors", input: addMonitorsInput, output: addedOutput, run: addMonitors }),
  rebuildHistory: defineOperation({ ...manage, summary: "Compute a component's days anew from its monitors", rest: "POST /status/components/{id}/rebuild", input: rebuildComponentInput, output: rebuiltOutput, run: rebuildHistory }),
};
