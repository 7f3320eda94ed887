import "server-only";

export { liveStream } from "./stream";
