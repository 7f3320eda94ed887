import "server-only";

export { publishFaults, type ComponentFault } from "./faults";
export { liveStream } from "./stream";
export { liveChannel } from "./channel";
