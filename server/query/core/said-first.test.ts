import { describe, expect, it } from "vitest";
import type { Brief } from "../contract";
import { isForeign, saidFirst } from "./said-first";

describe("another language", () => {
  it.each(["Wie viele Tickets wurden im Juli 2026 eröffnet?", "Combien de tickets avons-nous ouverts dans le mois dernier ?", "¿Cuántos incidentes tenemos este mes?", "7月のチケットは何件ですか", "كم عدد التذاكر المفتوحة؟", "Hoeveel storingen zijn er geweest in het afgelopen jaar?"])("is seen: %s", (question) => expect(isForeign(question)).toBe(true));
  it.each(["How many tickets were opened in July?", "tickets des", "Are the Café and Müller outages over?", "die die die", "What is our mes figure for las vegas?", "How was the van sales team doing?", "Tickets im July", "", "2026?"])("is not seen in: %s", (question) => expect(isForeign(question)).toBe(false));
});

const answered: Pick<Brief, "outcome" | "headline"> = { outcome: "answered", headline: [{ kind: "text", text: "5 tickets were opened.", quiet: false }] };
const said = ({ headline }: Pick<Brief, "headline">): string => headline.map(({ text }) => text).join("");

describe("what is said first", () => {
  it("is that a period could not be taken", () => {
    const note = "The period ends (1 July 2026) before it begins (31 August 2026), so I took no period.";
    expect(said(saidFirst(answered, { question: "Tickets from 31 August to 1 July", notes: ["I read it so.", note] }))).toBe(`${note} 5 tickets were opened.`);
  });

  it("is the language, where nothing was answered; what was truly read stands", () => {
    const question = "Wie viele Tickets wurden eröffnet?";
    expect(saidFirst({ ...answered, outcome: "refused" }, { question, notes: [] })).toMatchObject({ outcome: "unclear" });
    expect(saidFirst(answered, { question, notes: [] })).toBe(answered);
    expect(saidFirst({ ...answered, outcome: "refused" }, { question: "What is the weather?", notes: [] })).toMatchObject({ outcome: "refused" });
  });
});
