/** What a person is told when no answer came: the words of a browser for it say nothing to them. */
export const unreachable = "The portal did not answer. Check the connection and try again.";

const isAnswer = (response: Response): boolean => response.headers.get("content-type")?.includes("json") ?? false;

/** `fetch` for calls of the portal: a connection that fails, or a page of somebody in between, is told in plain words. */
export async function portalFetch(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
  try {
    const response = await fetch(input, init);
    if (isAnswer(response)) return response;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw new Error(unreachable);
}
