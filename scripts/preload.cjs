// Loaded into the production server before Next (node --require), for four things that Next offers no place for: the true address of the
// peer and an id of the request, which no client can forge, a drain that ends although live streams are open, a cheap refusal of what is too
// much, and memory.
const { randomBytes } = require("node:crypto");
const http = require("node:http");
const v8 = require("node:v8");

// The database client's WebAssembly is compiled fast and once. Optimising it takes 40 MB and more time than it ever saves.
v8.setFlagsFromString("--liftoff-only");

const open = new Set();
const servers = new Set();
const emit = http.Server.prototype.emit;

const questionPaths = new Set(["/api/ask", "/api/v1/ask"]);
const questions = new Set();

/** A question beyond the room that the engine's door names: refused here, where it costs a tenth of a request that the framework has taken. */
function isTurnedAway(request, response) {
  if (request.method !== "POST" || !questionPaths.has(request.url)) return false;
  const door = globalThis.__quarterdeckDoor;
  if (door && questions.size >= door.room) {
    const requestId = `rq_${randomBytes(12).toString("hex")}`;
    request.resume();
    response.writeHead(503, { "content-type": "application/json", "cache-control": "no-store", "retry-after": "2", "x-request-id": requestId });
    response.end(JSON.stringify({ error: { code: "UNAVAILABLE", message: door.message, faults: [], requestId } }));
    return true;
  }
  questions.add(response);
  response.once("close", () => questions.delete(response));
  return false;
}

http.Server.prototype.emit = function (event, ...args) {
  if (event === "request") {
    const [request, response] = args;
    servers.add(this);
    request.headers["x-peer-address"] = request.socket.remoteAddress ?? "";
    delete request.headers["x-request-id"];
    open.add(response);
    response.once("close", () => open.delete(response));
    if (isTurnedAway(request, response)) return true;
  }
  return emit.call(this, event, ...args);
};

const isStream = (response) => String(response.getHeader("content-type") ?? "").includes("event-stream");

/** Takes no more connections and waits for answers under way, but not for live streams: browsers resume those elsewhere. */
globalThis.__drain = async (patienceMs) => {
  for (const server of servers) {
    server.close();
    server.closeIdleConnections();
  }
  const end = Date.now() + patienceMs;
  while (Date.now() < end && [...open].some((response) => !isStream(response))) await new Promise((resolve) => setTimeout(resolve, 25));
};
