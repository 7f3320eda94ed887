import http from "node:http";

/** A server may close a connection that has idled while the next request is on its way. What only reads is asked again; what writes may have been done. */
const mayAskAgain = (error, request, method) => request.reusedSocket && error.code === "ECONNRESET" && method === "GET";

/**
 * A client of the REST face that keeps how long every kind of call took. It shares the processors with what it measures: connections stay
 * open, and an answer becomes an object only where somebody looks into it. A call without an answer has the status 0 and says why.
 */
export function deskClient(url, token, kept) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
  const send = (path, { method = "GET", body } = {}) =>
    new Promise((resolve) => {
      const fail = (error) => resolve({ status: 0, read: () => ({ error: { message: error.code ?? error.message } }) });
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers = { authorization: `Bearer ${token}`, ...(text === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(text) }) };
      const request = http.request(`${url}/api/v1${path}`, { agent, method, headers }, (response) => {
        const chunks = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.once("end", () => resolve({ status: response.statusCode, read: () => JSON.parse(Buffer.concat(chunks).toString("utf8")) }));
        response.on("error", fail);
      });
      request.on("error", (error) => (mayAskAgain(error, request, method) ? resolve(send(path, { method })) : fail(error)));
      request.end(text);
    });
  const note = (kind, started) => (kept[kind] ??= []).push(performance.now() - started);
  const call = async (kind, path, options) => {
    const started = performance.now();
    const answer = await send(path, options);
    note(kind, started);
    return answer;
  };
  /** What a ticket's page needs before anything of it can be read, as one wait. */
  const open = async (number) => {
    const started = performance.now();
    const [, thread] = await Promise.all([send(`/tickets/${number}`), send(`/tickets/${number}/thread`)]);
    note("open", started);
    return thread;
  };
  return { call, open, end: () => agent.destroy() };
}
