"use client";

import { ListFilter, X } from "lucide-react";
import { debounce, parseAsString, useQueryStates } from "nuqs";
import { useRef, useState, useTransition, type ReactNode } from "react";
import { RefetchBar } from "@/components/kit/skeletons";
import { Button } from "@/components/ui/button";
import { InputGroup } from "@/components/ui/input-group";
import { Kbd } from "@/components/ui/kbd";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/select";
import { useHotkeys } from "@/hooks/use-hotkeys";

const ANY = "__any";

export interface FilterOption {
  value: string;
  label: string;
}

export interface FilterDefinition {
  /** The URL parameter. */
  param: string;
  label: string;
  options: readonly FilterOption[];
  /** The word for "not filtered"; default "any". */
  anyLabel?: string;
}

export interface FilterBarProps {
  /** Leave out for a list that cannot be searched. */
  search?: { param?: string; placeholder: string };
  filters?: readonly FilterDefinition[];
  /** At the right edge: a density switch, an export. */
  actions?: ReactNode;
  /** Parameters that a changed filter resets. */
  resets?: readonly string[];
}

interface FilterSelectProps {
  filter: FilterDefinition;
  value: string | null;
  onChange: (value: string | null) => void;
}

function FilterSelect({ filter, value, onChange }: FilterSelectProps) {
  // A closed list keeps its entries mounted for typing ahead: they come with the first approach, so that a page with hundreds of choices does not draw them again with every change.
  const [isNear, setNear] = useState(false);
  const come = () => setNear(true);
  const chosen = filter.options.find((option) => option.value === value);
  const any = filter.anyLabel ?? "any";
  return (
    <Select value={value ?? ANY} onValueChange={(next) => onChange(next === ANY ? null : next)} onOpenChange={come}>
      <SelectTrigger size="md" aria-label={filter.label} onFocus={come} onPointerEnter={come} className="w-auto max-w-56 border-line-2">
        <span className="font-normal text-fg-3">{filter.label}</span> <span className="font-medium">{chosen?.label ?? value ?? any}</span>
      </SelectTrigger>
      <SelectContent>
        {isNear ? [{ value: ANY, label: any }, ...filter.options].map(({ value: each, label }) => <SelectItem key={each} value={each}>{label}</SelectItem>) : null}
      </SelectContent>
    </Select>
  );
}

/** Search and filters of a list. The URL is the state, so a filtered list can be sent to a colleague. */
export function FilterBar({ search, filters = [], actions, resets = ["cursor"] }: FilterBarProps) {
  const [isPending, startTransition] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const searchParam = search?.param ?? "q";
  const names = [...(search === undefined ? [] : [searchParam]), ...filters.map((filter) => filter.param)];
  const parsers = Object.fromEntries([...names, ...resets].map((name) => [name, parseAsString]));
  const [values, setValues] = useQueryStates(parsers, { shallow: false, startTransition, clearOnDefault: true });
  useHotkeys(search === undefined ? {} : { "/": () => input.current?.focus() });
  const change = (changes: Record<string, string | null>, waitMs = 0) => {
    const reset = Object.fromEntries(resets.map((name) => [name, null]));
    void setValues({ ...reset, ...changes }, waitMs === 0 ? {} : { limitUrlUpdates: debounce(waitMs) });
  };
  const isFiltered = names.some((name) => (values[name] ?? "") !== "");
  return (
    <div data-slot="filter-bar" role="search" className="relative flex flex-wrap items-center gap-2 pt-0.5">
      <RefetchBar isActive={isPending} />
      {search === undefined ? null : (
        <InputGroup
          ref={input}
          type="search"
          aria-label={search.placeholder}
          placeholder={search.placeholder}
          icon={<ListFilter aria-hidden />}
          end={<Kbd>/</Kbd>}
          className="w-full sm:w-72"
          value={values[searchParam] ?? ""}
          onChange={(event) => change({ [searchParam]: event.target.value === "" ? null : event.target.value }, 250)}
          onKeyDown={(event) => {
            if (event.key === "Escape") input.current?.blur();
          }}
        />
      )}
      {filters.map((filter) => (
        <FilterSelect key={filter.param} filter={filter} value={values[filter.param] ?? null} onChange={(value) => change({ [filter.param]: value })} />
      ))}
      {isFiltered ? (
        <Button variant="ghost" onClick={() => change(Object.fromEntries(names.map((name) => [name, null])))}>
          <X aria-hidden />
          Clear
        </Button>
      ) : null}
      {actions === undefined ? null : <div className="ml-auto flex items-center gap-2">{actions}</div>}
    </div>
  );
}
