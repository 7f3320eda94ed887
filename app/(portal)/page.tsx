import { pageContext } from "@/server/api/page";

export default async function HomePage() {
  const { actor } = await pageContext();
  return <main>{actor.name}</main>;
}
