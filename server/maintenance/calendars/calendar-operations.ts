import "server-only";
import { z } from "zod";
import { defineOperation } from "../../platform/registry";
import { createdFeedOutput, createFeedInput, feedInput, listFeedsOutput } from "../contract";
import { createFeed, listFeeds, revokeFeed } from "./feeds";

const read = { permission: "maintenance.read", effect: "read" } as const;
const own = { permission: "maintenance.read", effect: "write" } as const;

/** Planned work in other programs' calendars, and theirs in ours. */
export const calendarOperations = {
  feeds: defineOperation({ ...read, summary: "Addresses at which calendar programs read planned work: your own, or everybody's for who manages accounts", rest: "GET /maintenance-feeds", input: z.object({}), output: listFeedsOutput, run: listFeeds }),
  createFeed: defineOperation({ ...own, summary: "Make an address at which a calendar program reads planned work; it is shown once", rest: "POST /maintenance-feeds", input: createFeedInput, output: createdFeedOutput, run: createFeed }),
  revokeFeed: defineOperation({ ...own, summary: "Revoke an address of planned work", rest: "DELETE /maintenance-feeds/{id}", input: feedInput, output: z.object({ id: z.string() }), run: revokeFeed }),
};
