import { outageBelow, statusLimits } from "../contract";

/** How the figures come about, as the page states it. */
export const method = [
  `Availability is (observed time - down time) / observed time over the last ${statusLimits.shownDays} days. A status holds from one check to the next; with several monitors their times are added up.`,
  "Time without data counts neither way: it is left out of the figure and shown grey, never green. Downtime during planned maintenance counts as downtime.",
  `A day is red when less than ${outageBelow * 100}% of its observed time was up, amber with any less downtime. Days are UTC days.`,
].join(" ");
