"use client";

import { Clock, ListFilter, Merge, Search, UserRound, X } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { ErrorState } from "@/components/kit/error-state";
import { FileDrop } from "@/components/kit/file-drop";
import { ControlledField, Field, FieldShell, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { ReadingChip } from "@/components/kit/reading-chip";
import { RefetchBar } from "@/components/kit/skeletons";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuSeparator, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { Input } from "@/components/ui/input";
import { InputGroup } from "@/components/ui/input-group";
import { Kbd } from "@/components/ui/kbd";
import { Label } from "@/components/ui/label";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle, SheetTrigger } from "@/components/ui/sheet";
import { Switch } from "@/components/ui/switch";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { Textarea } from "@/components/ui/textarea";

export function Buttons() {
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        <Button variant="primary">
          Create window<Kbd>C</Kbd>
        </Button>
        <Button>Edit</Button>
        <Button variant="ghost">Cancel</Button>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button variant="destructive">Delete</Button>
        <Button disabled>Disabled</Button>
        <Button icon aria-label="Filter">
          <ListFilter aria-hidden />
        </Button>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm">
          <ListFilter aria-hidden />
          28 toolbar
        </Button>
        <Button>32 control</Button>
        <Button variant="primary" size="lg">
          36 form
        </Button>
      </div>
    </div>
  );
}

export function Inputs() {
  return (
    <div className="grid gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <FieldShell label="Name">{(control) => <Input {...control} defaultValue="checkout availability" />}</FieldShell>
        <FieldShell label="Target, %" error="Must be below 100">
          {(control) => <Input {...control} defaultValue="100" />}
        </FieldShell>
        <InputGroup aria-label="Filter" placeholder="Filter" icon={<Search aria-hidden />} end={<Kbd>/</Kbd>} />
        <Select defaultValue="Europe/Berlin">
          <SelectTrigger aria-label="Zone">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {["Europe/Berlin", "UTC", "America/New_York"].map((zone) => (
              <SelectItem key={zone} value={zone}>
                {zone}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Label className="flex items-center gap-2 font-normal"><Checkbox defaultChecked />Notify</Label>
        <Label className="flex items-center gap-2 font-normal"><Checkbox />Repeat</Label>
        <RadioGroup defaultValue="all" aria-label="Which">
          <Label className="flex items-center gap-2 font-normal"><RadioGroupItem value="all" />All</Label>
          <Label className="flex items-center gap-2 font-normal"><RadioGroupItem value="one" />One</Label>
        </RadioGroup>
        <Label className="flex items-center gap-2 font-normal"><Switch defaultChecked />Live</Label>
      </div>
    </div>
  );
}

export function Layers() {
  return (
    <div className="flex flex-wrap gap-2">
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button>Menu</Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem><UserRound aria-hidden />Assign<Kbd>A</Kbd></DropdownMenuItem>
          <DropdownMenuItem><Clock aria-hidden />Snooze<Kbd>S</Kbd></DropdownMenuItem>
          <DropdownMenuItem><Merge aria-hidden />Merge into…</DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem tone="destructive"><X aria-hidden />Close ticket<Kbd>E</Kbd></DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <Popover>
        <PopoverTrigger asChild>
          <ReadingChip connective="in" value="Q3 2026" isAssumed />
        </PopoverTrigger>
        <PopoverContent>Nothing was said about time, so the current quarter is taken.</PopoverContent>
      </Popover>
      <Sheet>
        <SheetTrigger asChild>
          <Button>Sheet</Button>
        </SheetTrigger>
        <SheetContent>
          <SheetHeader>
            <SheetTitle>How this was made</SheetTitle>
            <SheetDescription>No model used.</SheetDescription>
          </SheetHeader>
        </SheetContent>
      </Sheet>
      <ConfirmDialog trigger={<Button>Dialog</Button>} title="Move MW-311 to Sun 03:00?" confirmLabel="Move window" onConfirm={() => undefined}>
        14 people and 3 customers are told again. Expected cost falls from 45.0 to 1.1 min.
      </ConfirmDialog>
      <Button onClick={() => toast.success("Window moved. 14 people told.", { action: { label: "Undo", onClick: () => undefined } })}>Toast</Button>
    </div>
  );
}

const SEGMENTS = [{ value: "month", label: "Month" }, { value: "week", label: "Week" }, { value: "agenda", label: "Agenda" }] as const;

export function Views() {
  const [view, setView] = useState<"month" | "week" | "agenda">("month");
  return (
    <Tabs defaultValue="overview">
      <TabsList aria-label="Views">
        <TabsTrigger value="overview">Overview</TabsTrigger>
        <TabsTrigger value="events">
          Events <span className="text-xs font-normal text-fg-3">46</span>
        </TabsTrigger>
        <TabsTrigger value="alerts">Alerts</TabsTrigger>
      </TabsList>
      <TabsContent value="overview">
        <SegmentedControl label="Calendar view" value={view} onChange={setView} segments={SEGMENTS} />
      </TabsContent>
      <TabsContent value="events">46 events</TabsContent>
      <TabsContent value="alerts">No alert</TabsContent>
    </Tabs>
  );
}

const schema = z.object({
  title: z.string().min(3, "At least 3 letters"),
  urgency: z.enum(["low", "high"], "Choose one"),
  text: z.string().max(200, "At most 200 letters"),
});

export function SampleForm() {
  const form = useZodForm(schema, { title: "", text: "" });
  return (
    <Form form={form} onSubmit={(values) => void toast.success(`Sent: ${values.title}`)}>
      <Field name="title" label="Title" hint="What a colleague would search for.">
        {(control) => <Input size="lg" {...control} />}
      </Field>
      <ControlledField name="urgency" label="Urgency">
        {({ value, onChange, onBlur, ...control }) => (
          <Select value={typeof value === "string" ? value : ""} onValueChange={onChange}>
            <SelectTrigger size="lg" onBlur={onBlur} {...control}>
              <SelectValue placeholder="Choose" />
            </SelectTrigger>
            <SelectContent>
              <SelectItem value="low">Low</SelectItem>
              <SelectItem value="high">High</SelectItem>
            </SelectContent>
          </Select>
        )}
      </ControlledField>
      <Field name="text" label="Description" isOptional>
        {(control) => <Textarea rows={2} {...control} />}
      </Field>
      <FormError />
      <div>
        <SubmitButton>Send</SubmitButton>
      </div>
    </Form>
  );
}

export function Upload() {
  const [files, setFiles] = useState<File[]>([]);
  return <FileDrop label="Drop the export here, or choose it" hint="CSV, up to 100 MB" extensions={[".csv"]} limitBytes={100_000_000} files={files} onFiles={setFiles} />;
}

export function Failure() {
  return <ErrorState title="Burn rates did not load" message="The database took longer than 2 s." requestId="rq_7F2K9" onRetry={() => void toast("Trying again")} className="py-4" />;
}

export function Refetch() {
  const [isActive, setActive] = useState(true);
  return (
    <div className="relative overflow-hidden rounded-lg border border-line p-3 text-sm">
      <RefetchBar isActive={isActive} />
      <button type="button" onClick={() => setActive(!isActive)}>
        Old data stays while new data loads
      </button>
    </div>
  );
}
