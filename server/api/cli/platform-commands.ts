import { verifyAudit } from "../../platform/audit";
import { print, type Command } from "./command";

const auditVerify: Command = {
  name: "audit verify",
  usage: "audit verify",
  summary: "Recompute the audit log's hash chain.",
  options: {},
  run: async () => {
    const verdict = await verifyAudit();
    print(verdict.intact ? `The audit log is intact: ${verdict.rows} rows.` : `The audit log is broken at row ${verdict.brokenAt}; ${verdict.rows} rows before it are intact.`);
    if (!verdict.intact) process.exitCode = 1;
  },
};

export const platformCommands: readonly Command[] = [auditVerify];
