import Link from "next/link";
import { EmptyState } from "@/components/kit/empty-state";
import { Button } from "@/components/ui/button";

export default function Forbidden() {
  return (
    <div className="grid flex-1 place-items-center">
      <h1 className="sr-only">Hidden from your role</h1>
      <EmptyState kind="none" title="Your role does not include this page" action={<Button asChild><Link href="/">Go to the home page</Link></Button>}>
        What it holds is hidden from you, not missing. An administrator can change your role.
      </EmptyState>
    </div>
  );
}
