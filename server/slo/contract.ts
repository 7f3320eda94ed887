// One file a subject; `contract/fields` is theirs alone.
export * from "./contract/limits";
export * from "./contract/definition";
export * from "./contract/change";
export * from "./contract/read";
export * from "./contract/report";
export * from "./contract/budget";
export * from "./contract/promises";
export * from "./contract/exchange";
