import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { readPeriods, type Period } from "./period";
import { tokenise } from "./tokens";

const read = (phrase: string, options: { now?: string; zone?: string; isAhead?: boolean; isPast?: boolean; isPlanned?: boolean } = {}): Period | undefined =>
  readPeriods(tokenise(phrase), { now: Temporal.Instant.from(options.now ?? "2026-08-19T10:00:00Z"), zone: options.zone ?? "UTC", isAhead: options.isAhead ?? false, isPast: options.isPast ?? false, isPlanned: options.isPlanned ?? false })[0]?.value;

const short = (iso: string) => iso.replace("T00:00:00.000Z", "").replace(":00.000Z", "");
const show = (period: Period | undefined) => (period === undefined ? "none" : "invalid" in period ? "invalid" : `${short(period.from)} ${short(period.to)}`);

describe("periods at noon of Wednesday 19 August 2026, in UTC", () => {
  it.each([
    ["today", "2026-08-19 2026-08-20"],
    ["yesterday", "2026-08-18 2026-08-19"],
    ["tomorrow", "2026-08-20 2026-08-21"],
    ["day before yesterday", "2026-08-17 2026-08-18"],
    ["this week", "2026-08-17 2026-08-24"],
    ["last week", "2026-08-10 2026-08-17"],
    ["next week", "2026-08-24 2026-08-31"],
    ["the previous month", "2026-07-01 2026-08-01"],
    ["this month", "2026-08-01 2026-09-01"],
    ["next month", "2026-09-01 2026-10-01"],
    ["this quarter", "2026-07-01 2026-10-01"],
    ["the last quarter of the year", "2026-10-01 2027-01-01"],
    ["will it hold up to last month", "2026-07-01 2026-08-01"],
    ["last quarter", "2026-04-01 2026-07-01"],
    ["last half", "2026-01-01 2026-07-01"],
    ["this year", "2026-01-01 2027-01-01"],
    ["last year", "2025-01-01 2026-01-01"],
    ["last fiscal year", "2025-01-01 2026-01-01"],
    ["last 30 days", "2026-07-20T10:00 2026-08-19T10:00"],
    ["past 7 days", "2026-08-12T10:00 2026-08-19T10:00"],
    ["past week", "2026-08-12T10:00 2026-08-19T10:00"],
    ["last three months", "2026-05-01 2026-08-01"],
    ["last 2 weeks", "2026-08-03 2026-08-17"],
    ["last two full quarters", "2026-01-01 2026-07-01"],
    ["last twenty five days", "2026-07-25T10:00 2026-08-19T10:00"],
    ["from the start of May", "2026-05-01 2026-08-19T10:00"],
    ["the quarter so far", "2026-07-01 2026-08-19T10:00"],
    ["before the quarter is out", "2026-07-01 2026-10-01"],
    ["away since the fifth", "2026-08-05 2026-08-19T10:00"],
    ["away since the 25th", "2026-07-25 2026-08-19T10:00"],
    ["fewer since the third upgrade", "none"],
    ["we moved on 7 July is it calmer since then", "2026-07-07 2026-08-19T10:00"],
    ["next 3 months", "2026-09-01 2026-12-01"],
    ["last couple of weeks", "2026-08-03 2026-08-17"],
    ["last fortnight", "none"],
    ["last 2 fortnights", "2026-07-22T10:00 2026-08-19T10:00"],
    ["last 24 hours", "2026-08-18T10:00 2026-08-19T10:00"],
    ["past hour", "2026-08-19T09:00 2026-08-19T10:00"],
    ["Q2", "2026-04-01 2026-07-01"],
    ["Q4", "2025-10-01 2026-01-01"],
    ["Q3 2025", "2025-07-01 2025-10-01"],
    ["second quarter of 2026", "2026-04-01 2026-07-01"],
    ["Q1 of last year", "2025-01-01 2025-04-01"],
    ["H1", "2026-01-01 2026-07-01"],
    ["first half of 2025", "2025-01-01 2025-07-01"],
    ["FY25", "2025-01-01 2026-01-01"],
    ["fiscal year 2024", "2024-01-01 2025-01-01"],
    ["YTD", "2026-01-01 2026-08-19T10:00"],
    ["month to date", "2026-08-01 2026-08-19T10:00"],
    ["so far this quarter", "2026-07-01 2026-08-19T10:00"],
    ["in March", "2026-03-01 2026-04-01"],
    ["in November", "2025-11-01 2025-12-01"],
    ["March 2016", "2016-03-01 2016-04-01"],
    ["last May", "2026-05-01 2026-06-01"],
    ["in may", "2026-05-01 2026-06-01"],
    ["we may fail", "none"],
    ["2026-08", "2026-08-01 2026-09-01"],
    ["2026-08-18", "2026-08-18 2026-08-19"],
    ["20260818", "2026-08-18 2026-08-19"],
    ["2026 08 18", "2026-08-18 2026-08-19"],
    ["18 August 2026", "2026-08-18 2026-08-19"],
    ["18 Aug", "2026-08-18 2026-08-19"],
    ["the 18th of August", "2026-08-18 2026-08-19"],
    ["August 18th, 2026", "2026-08-18 2026-08-19"],
    ["25 December", "2025-12-25 2025-12-26"],
    ["18.08.2026", "2026-08-18 2026-08-19"],
    ["08/18/2026", "2026-08-18 2026-08-19"],
    ["29 February 2016", "2016-02-29 2016-03-01"],
    ["29 February 2015", "invalid"],
    ["2026-02-31", "invalid"],
    ["2026-13-01", "invalid"],
    ["in 2016", "2016-01-01 2017-01-01"],
    ["2016 monitors", "2016-01-01 2017-01-01"],
    ["Group 2016", "none"],
    ["since Monday", "2026-08-17 2026-08-19T10:00"],
    ["since 1 March", "2026-03-01 2026-08-19T10:00"],
    ["since last month", "2026-07-01 2026-08-19T10:00"],
    ["after 18 August 2026", "2026-08-19 2026-08-19T10:00"],
    ["after 20 August 2026", "invalid"],
    ["after 17 August 2026", "2026-08-18 2026-08-19T10:00"],
    ["until 1 March 2016", "1970-01-01 2016-03-02"],
    ["before March 2016", "1970-01-01 2016-03-01"],
    ["by the end of the quarter", "2026-08-19 2026-10-01"],
    ["from January to March 2016", "2016-01-01 2016-04-01"],
    ["between 1 March 2016 and 5 March 2016", "2016-03-01 2016-03-06"],
    ["between 1 and 5 March 2016", "2016-03-01 2016-03-06"],
    ["from November to February", "2025-11-01 2026-03-01"],
    ["from May 2016 to March 2016", "invalid"],
    ["2016-03-01 to 2016-03-05", "2016-03-01 2016-03-06"],
    ["from 2014 until 2016", "2014-01-01 2017-01-01"],
    ["last weekend", "2026-08-15 2026-08-17"],
    ["this weekend", "2026-08-22 2026-08-24"],
    ["over the weekend", "2026-08-15 2026-08-17"],
    ["over the summer", "2026-06-01 2026-09-01"],
    ["last summer", "2025-06-01 2025-09-01"],
    ["last winter", "2025-12-01 2026-03-01"],
    ["winter 2024", "2024-12-01 2025-03-01"],
    ["this morning", "2026-08-19T06:00 2026-08-19T12:00"],
    ["last night", "2026-08-18T18:00 2026-08-19T06:00"],
    ["3 days ago", "2026-08-16 2026-08-17"],
    ["two weeks ago", "2026-08-03 2026-08-10"],
    ["week of 29 Feb 2016", "2016-02-29 2016-03-07"],
    ["over its whole record", "1970-01-01 2026-08-19T10:00"],
    ["all time", "1970-01-01 2026-08-19T10:00"],
    ["ever", "1970-01-01 2026-08-19T10:00"],
    ["since the beginning", "1970-01-01 2026-08-19T10:00"],
    ["before the end of the month", "2026-08-19 2026-09-01"],
    ["by quarter end", "2026-08-19 2026-10-01"],
    ["between now and New Year", "2026-08-19 2027-01-01"],
    ["the day so far", "2026-08-19 2026-08-19T10:00"],
    ["since we moved the queue on 1 July", "2026-07-01 2026-08-19T10:00"],
    ["since the kick-off in January", "2026-01-01 2026-08-19T10:00"],
    ["this half-year? H1 I mean", "2026-01-01 2026-07-01"],
    ["how long sev1s took, quarter one, weekly", "2026-01-01 2026-04-01"],
    ["tickets month by month, 2025", "2025-01-01 2026-01-01"],
    ["tickets of team 2025", "none"],
    ["on a Monday", "none"],
    ["on Monday mornings", "none"],
    ["close the Friday release slot", "none"],
    ["the rule on weekend deployments", "none"],
    ["weekends compared with the rest of the week", "none"],
    ["from Monday 13 July up to and including Sunday 16 August", "2026-07-13 2026-08-17"],
    ["May up to and including July", "2026-05-01 2026-08-01"],
    ["tickets may-july by team", "2026-05-01 2026-08-01"],
    ["from the start of May to the end of July", "2026-05-01 2026-08-01"],
    ["from 3 June through to 5 July", "2026-06-03 2026-07-06"],
    ["from Tue 4 Aug to Fri 14 Aug", "2026-08-04 2026-08-15"],
    ["closed on Monday, 10 August", "2026-08-10 2026-08-11"],
    ["deployed on Friday the 14th", "2026-08-14 2026-08-15"],
    ["from Monday to Friday", "2026-08-17 2026-08-22"],
    ["between Monday and Wednesday last week", "2026-08-10 2026-08-13"],
    ["Monday of last week", "2026-08-10 2026-08-11"],
    ["the ticket sat last week", "2026-08-10 2026-08-17"],
    ["escalations for 1 to 15 August", "2026-08-01 2026-08-16"],
    ["worst on top, 1 to 18 august", "2026-08-01 2026-08-19"],
    ["opened 1-15 August", "2026-08-01 2026-08-16"],
    ["opened the 1st through the 15th of July", "2026-07-01 2026-07-16"],
    ["August 1 to 15", "2026-08-01 2026-08-16"],
    ["p1 to p3 tickets in august", "2026-08-01 2026-09-01"],
    ["top 3 to 5 August", "2026-08-05 2026-08-06"],
    ["rollbacks since new year", "2026-01-01 2026-08-19T10:00"],
    ["outages since Christmas", "2025-12-25 2026-08-19T10:00"],
    ["a new year of planning", "none"],
    ["the week starting 3 august", "2026-08-03 2026-08-10"],
    ["week commencing Monday 3 August", "2026-08-03 2026-08-10"],
    ["the week ending 9 August", "2026-08-03 2026-08-10"],
    ["w/c 3 August", "2026-08-03 2026-08-10"],
    ["the quarter ending in June", "2026-04-01 2026-07-01"],
    ["this calendar year up to now", "2026-01-01 2026-08-19T10:00"],
    ["this year's maintenance downtime so far", "2026-01-01 2026-08-19T10:00"],
    ["this year why is it so far behind", "2026-01-01 2027-01-01"],
    ["january till now", "2026-01-01 2026-08-19T10:00"],
    ["from March to date", "2026-03-01 2026-08-19T10:00"],
    ["1 March up to today", "2026-03-01 2026-08-20"],
    ["since 6 this morning", "2026-08-19T06:00 2026-08-19T10:00"],
    ["errors since 8 am", "2026-08-19T08:00 2026-08-19T10:00"],
    ["errors since noon", "2026-08-18T12:00 2026-08-19T10:00"],
    ["since yesterday at 9 pm", "2026-08-18T21:00 2026-08-19T10:00"],
    ["yesterday between six in the morning and noon", "2026-08-18T06:00 2026-08-18T12:00"],
    ["yesterday from 9 to 11", "2026-08-18T09:00 2026-08-18T11:00"],
    ["from 9 am to 5 pm yesterday", "2026-08-18T09:00 2026-08-18T17:00"],
    ["last night between 2 and 4 am", "2026-08-19T02:00 2026-08-19T04:00"],
    ["between 22:00 and 06:00 on 3 August", "2026-08-03T22:00 2026-08-04T06:00"],
    ["yesterday afternoon between 2 and 4", "2026-08-18T14:00 2026-08-18T16:00"],
    ["Friday the 14th after noon", "2026-08-14T12:00 2026-08-15"],
    ["between 2 and 4 tickets a day", "none"],
    ["only before noon, never elsewhere", "none"],
    ["the queue is as long as ever", "none"],
    ["nothing ever gets finished", "none"],
    ["no one ever admits to a slip", "none"],
    ["will we ever catch up", "none"],
    ["have we ever had a longer outage", "1970-01-01 2026-08-19T10:00"],
    ["which runbooks has nobody ever opened", "1970-01-01 2026-08-19T10:00"],
    ["which can wait until the next day", "none"],
    ["pages of the next day", "none"],
    ["forecast for the next day", "2026-08-20 2026-08-21"],
    ["per month", "none"],
    ["every Monday", "none"],
  ])("%s", (phrase, expected) => {
    expect(show(read(phrase))).toBe(expected);
  });

  it("takes a weekday from the past when the question looks back, else the coming one", () => {
    expect(show(read("Saturday"))).toBe("2026-08-22 2026-08-23");
    expect(show(read("on Saturday", { isPast: true }))).toBe("2026-08-15 2026-08-16");
    expect(show(read("last Wednesday"))).toBe("2026-08-12 2026-08-13");
  });

  it("takes a quarter or month ahead when the question looks ahead", () => {
    expect(show(read("in Q4", { isAhead: true }))).toBe("2026-10-01 2027-01-01");
    expect(show(read("in March", { isAhead: true }))).toBe("2027-03-01 2027-04-01");
    expect(show(read("for July", { isAhead: true }))).toBe("2026-07-01 2026-08-01");
    expect(show(read("in Q2", { isAhead: true }))).toBe("2026-04-01 2026-07-01");
    expect(show(read("in Q1", { isAhead: true }))).toBe("2027-01-01 2027-04-01");
    expect(show(read("in December", { isAhead: true, now: "2027-01-10T10:00:00Z" }))).toBe("2026-12-01 2027-01-01");
  });

  it("takes a month that has not come yet as the coming one where a plan is asked about, and one just gone as gone", () => {
    expect(show(read("September", { isPlanned: true }))).toBe("2026-09-01 2026-10-01");
    expect(show(read("March", { isPlanned: true }))).toBe("2026-03-01 2026-04-01");
    expect(show(read("in Q4", { isPlanned: true }))).toBe("2026-10-01 2027-01-01");
    expect(show(read("July", { isAhead: true, isPast: true }))).toBe("2026-07-01 2026-08-01");
  });

  it("names what it read", () => {
    expect(read("in the last 3 months")).toMatchObject({ label: "last 3 months" });
    expect(read("since 1 march 2016")).toMatchObject({ label: "since 1 March 2016" });
    expect(read("q3 2025")).toMatchObject({ label: "Q3 2025" });
    expect(read("from May 2016 to March 2016")).toMatchObject({ invalid: expect.stringContaining("before it begins") as string });
  });
});

describe("days begin in the asker's zone", () => {
  it("yesterday in New York is not yesterday in UTC", () => {
    expect(show(read("yesterday", { now: "2026-08-19T02:00:00Z", zone: "America/New_York" }))).toBe("2026-08-17T04:00 2026-08-18T04:00");
  });

  it("the day on which clocks go forward has 23 hours, the one on which they go back 25", () => {
    expect(show(read("2026-03-29", { zone: "Europe/Berlin" }))).toBe("2026-03-28T23:00 2026-03-29T22:00");
    expect(show(read("2026-10-25", { zone: "Europe/Berlin" }))).toBe("2026-10-24T22:00 2026-10-25T23:00");
  });

  it("a rolling day count keeps the clock time across the change", () => {
    expect(show(read("last 2 days", { now: "2026-03-30T08:00:00Z", zone: "Europe/Berlin" }))).toBe("2026-03-28T09:00 2026-03-30T08:00");
  });

  it("a month across the change has its own offset at each end", () => {
    expect(show(read("March 2026", { zone: "Europe/Berlin" }))).toBe("2026-02-28T23:00 2026-03-31T22:00");
  });

  it("a midnight that daylight saving skips begins an hour later", () => {
    expect(show(read("2026-04-24", { zone: "Africa/Cairo" }))).toBe("2026-04-23T22:00 2026-04-24T21:00");
  });

  it("weeks begin on Monday, on a Sunday too", () => {
    expect(show(read("this week", { now: "2026-08-23T23:00:00Z" }))).toBe("2026-08-17 2026-08-24");
  });
});
