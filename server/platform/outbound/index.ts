import "server-only";

export { postOutbound, type OutboundAnswer, type OutboundRequest } from "./post";
export { askOutbound, type AskAnswer, type AskRequest } from "./ask";
export type { Resolve } from "./judged-address";
export { isNetwork } from "./allowed-address";
export { reachOutbound, type ReachRequest } from "./reach";
