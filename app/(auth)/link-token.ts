export interface LinkPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The token of a one-time link; anything too short or too long to be one counts as absent. */
export async function linkToken(searchParams: LinkPageProps["searchParams"]): Promise<string | null> {
  const { token } = await searchParams;
  return typeof token === "string" && token.length >= 20 && token.length <= 100 ? token : null;
}
