// One file a subject; `contract/fields` is theirs alone.
export * from "./contract/limits";
export * from "./contract/delivery";
export * from "./contract/receive";
export * from "./contract/read";
export * from "./contract/act";
export * from "./contract/on-call";
export * from "./contract/tell";
export * from "./contract/rules";
