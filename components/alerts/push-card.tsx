"use client";

import { useMutation } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import type { PushState } from "#contract/alerts";
import { currentEndpoint, pushSupport, subscribeBrowser, unsubscribeBrowser, type PushSupport } from "@/components/alerts/browser-push";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatCount } from "@/lib/format";
import { useTRPC } from "@/lib/trpc";

const refusals: Readonly<Record<Exclude<PushSupport, "yes">, string>> = {
  insecure: "Browsers are told by push only over HTTPS. Set up a certificate in front of the portal.",
  install: "On this phone, add the portal to the home screen first, and open it from there.",
  no: "This browser cannot be told by push.",
  denied: "Notifications of this page are blocked. Allow them in the browser's settings of the site.",
};

type Here = { support: PushSupport; endpoint: string | null } | null;

/** What this browser can do is known only in it. */
function useHere(): [Here, () => Promise<void>] {
  const [here, setHere] = useState<Here>(null);
  const look = async () => setHere({ support: pushSupport(), endpoint: await currentEndpoint() });
  useEffect(() => void look(), []);
  return [here, look];
}

/** Has this browser told what pages its person, also while the portal is closed. */
export function PushCard({ state }: { state: PushState }) {
  const router = useRouter();
  const trpc = useTRPC();
  const [here, look] = useHere();
  const subscribe = useMutation(trpc.alerts.subscribePush.mutationOptions());
  const remove = useMutation(trpc.alerts.removePush.mutationOptions());
  const test = useMutation(trpc.alerts.testPush.mutationOptions({ onSuccess: ({ status, error }) => (status === "sent" ? toast.success("A test is on its way to your browsers.") : toast.error(error ?? "The test failed.")) }));
  const change = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work();
      toast.success(done);
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "That did not work.");
    }
    await look();
    router.refresh();
  };
  const turnOn = () => change(async () => subscribe.mutateAsync(await subscribeBrowser(state.publicKey)), "This browser is told from now on.");
  const turnOff = (endpoint: string) => change(async () => {
    await remove.mutateAsync({ endpoint });
    await unsubscribeBrowser();
  }, "This browser is told nothing any more.");
  // A browser may keep a subscription that the portal has forgotten: then it counts as off.
  const isOn = here?.endpoint != null && state.items.some(({ endpoint }) => endpoint === here.endpoint);
  return (
    <Card>
      <CardHeader title="Notifications of this browser" detail={state.items.length === 0 ? "off everywhere" : `on in ${formatCount(state.items.length, "browser")} of yours`} />
      <CardBody className="flex min-h-9 flex-wrap items-center gap-2 text-sm">
        {here === null ? <p className="text-fg-3">Looking at this browser</p> : here.support !== "yes" ? <p className="text-fg-2">{refusals[here.support]}</p> : (
          <>
            <p className="min-w-0 flex-1 basis-64 text-fg-2">{isOn ? "What pages you is told here, also while the portal is closed." : "Be told here of what pages you, also while the portal is closed."}</p>
            {isOn ? <Button variant="ghost" onClick={() => void turnOff(here.endpoint ?? "")}>Turn off</Button> : <Button onClick={() => void turnOn()}><BellRing aria-hidden />Turn on</Button>}
          </>
        )}
        {state.items.length === 0 ? null : <Button disabled={test.isPending} onClick={() => test.mutate({})}>Send a test</Button>}
      </CardBody>
    </Card>
  );
}
