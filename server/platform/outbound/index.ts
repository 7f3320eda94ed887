import "server-only";

export { isAllowedAddress } from "./allowed-address";
export { postOutbound, type OutboundAnswer, type OutboundRequest } from "./post";
