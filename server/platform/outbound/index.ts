import "server-only";

export { postOutbound, type OutboundAnswer, type OutboundRequest } from "./post";
