// Every rule is an error and there is no baseline: a breach fails the build.
const capability = "^server/(?!platform/|api/|generated/)([^/]+)/";
const valuesOnly = { dependencyTypesNot: ["type-only"] };
const tests = "\\.test\\.ts$";

export default {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true, viaOnly: valuesOnly } },
    { name: "core-is-pure", severity: "error", from: { path: "^server/[^/]+/core/", pathNot: tests }, to: { pathNot: "^server/[^/]+/(core/|contract[./])|node_modules/(zod|rrule|temporal-polyfill)/" } },
    { name: "contract-is-client-safe", severity: "error", from: { path: "^server/[^/]+/contract[./]" }, to: { pathNot: "^server/[^/]+/contract[./]|node_modules/zod/" } },
    { name: "client-values", severity: "error", from: { path: "^(components|lib|hooks)/" }, to: { path: "^server/", pathNot: "^server/[^/]+/(core/index|contract)\\.ts$", ...valuesOnly } },
    { name: "client-types", severity: "error", from: { path: "^(components|lib|hooks)/" }, to: { path: "^server/", pathNot: "^server/[^/]+/(core/index|contract)\\.ts$|^server/api/router\\.ts$" } },
    { name: "through-index", severity: "error", from: { path: capability, pathNot: tests }, to: { path: capability, pathNot: "^server/$1/|^server/[^/]+/(index|contract|core/index)\\.ts$" } },
    { name: "platform-below", severity: "error", from: { path: "^server/platform/" }, to: { path: capability } },
    { name: "api-on-top", severity: "error", from: { path: "^server/", pathNot: "^server/api/" }, to: { path: "^server/api/" } },
    { name: "prisma-in-repositories", severity: "error", from: { path: "^server/", pathNot: "-repository\\.ts$|^server/(platform|generated)/|\\.db\\.test\\.ts$" }, to: { path: "^server/(generated/prisma/|platform/db)", ...valuesOnly } },
    { name: "components-do-not-cross", severity: "error", from: { path: "^components/([^/]+)/", pathNot: "^components/(ui|kit|shell)/" }, to: { path: "^components/[^/]+/", pathNot: "^components/($1|ui|kit)/" } },
    { name: "nothing-imports-app", severity: "error", from: { pathNot: "^app/" }, to: { path: "^app/" } },
  ],
  options: { tsPreCompilationDeps: true, tsConfig: { fileName: "tsconfig.json" }, doNotFollow: { path: "node_modules|^server/generated" }, enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] } },
};
