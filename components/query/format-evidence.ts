import type { Cell, Unit } from "#contract/query";
import { formatCell } from "#core/query";
import { NO_DATA } from "@/lib/format";

/** A cell in the very words of the sentences that are made from it; nothing is "no data", never 0. */
export const formatEvidence = (value: Cell | undefined, unit: Unit, zone: string): string => (value === null || value === undefined || value === "" ? NO_DATA : formatCell(value, unit, zone));
