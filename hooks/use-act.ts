"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";

/** Does something, says so, and shows the page as it is then. A failure is left to whoever shows the form. */
export function useAct(): (work: () => Promise<unknown>, done: string) => Promise<void> {
  const router = useRouter();
  return async (work, done) => {
    await work();
    toast.success(done);
    router.refresh();
  };
}
