import "server-only";

export { liveStream } from "./stream";
export { subscribeLive, type LiveEvent } from "./hub";
