"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { toast } from "sonner";
import type { ComposerState } from "@/components/tickets/use-composer";
import { Button } from "@/components/ui/button";
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { Kbd } from "@/components/ui/kbd";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { useHotkeys } from "@/hooks/use-hotkeys";
import { useTRPC } from "@/lib/trpc";

/** Canned replies by name: the text is put in with the ticket's values, and what the macro changes is set. */
export function MacroMenu({ number, composer, onChosen }: { number: string; composer: ComposerState; /** A macro was taken and the menu is gone: its reader goes on with the text. */ onChosen: () => void }) {
  const isChosen = useRef(false);
  const trpc = useTRPC();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const macros = useQuery(trpc.tickets.macros.queryOptions({}, { enabled: isOpen }));
  const use = useMutation({
    mutationFn: (id: string) => client.fetchQuery(trpc.tickets.fillMacro.queryOptions({ number, id })),
    onSuccess: ({ text, changes, missing }, id) => {
      composer.write(composer.text === "" ? text : `${composer.text.trimEnd()}\n\n${text}`);
      composer.setChanges((before) => ({ ...before, ...changes }));
      composer.setMacroId(id);
      if (missing.length > 0) toast(`Fill in by hand: ${missing.join(", ")}.`);
    },
    onError: ({ message }) => toast.error(message),
  });
  useHotkeys({ m: () => setOpen(true) });
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild><Button variant="ghost">Macro<Kbd>M</Kbd></Button></PopoverTrigger>
      <PopoverContent className="p-0" side="top" onCloseAutoFocus={(event) => {
        if (!isChosen.current) return;
        isChosen.current = false;
        event.preventDefault();
        onChosen();
      }}>
        <Command label="Macros">
          <CommandInput placeholder="Find a macro" />
          <CommandList>
            <CommandEmpty>{macros.isPending ? "Loading" : macros.isError ? "The macros could not be loaded." : "No macro is called that."}</CommandEmpty>
            {(macros.data?.items ?? []).map((macro) => (
              <CommandItem key={macro.id} value={`${macro.title} ${macro.body.slice(0, 80)} ${macro.id}`} onSelect={() => {
                isChosen.current = true;
                setOpen(false);
                use.mutate(macro.id);
              }}>
                <span className="truncate">{macro.title}</span>
                {macro.changes.state === undefined ? null : <span className="ml-auto text-xs whitespace-nowrap text-fg-3">sets {macro.changes.state}</span>}
              </CommandItem>
            ))}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
