import Link from "next/link";
import { headers } from "next/headers";
import { EmptyState } from "@/components/kit/empty-state";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";

export default async function PortalNotFound() {
  const requestId = (await headers()).get("x-request-id");
  return (
    <>
      <TopBar crumbs={[{ label: "Not found" }]} />
      <div className="grid flex-1 place-items-center">
        <EmptyState kind="none" title="There is nothing at this address" action={<Button asChild><Link href="/">Go to the home page</Link></Button>}>
          It may have been removed, or the link is mistyped. Request <code className="font-mono text-xs">{requestId}</code>
        </EmptyState>
      </div>
    </>
  );
}
