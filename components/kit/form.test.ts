import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { Form, useZodForm } from "./form";

function SignIn() {
  const form = useZodForm(z.object({ password: z.string() }), { password: "" });
  return createElement(Form<{ password: string }, { password: string }>, { form, onSubmit: () => undefined, children: null });
}

describe("a form that is sent before its script has come", () => {
  it("puts nothing that was typed into the address", () => expect(renderToStaticMarkup(createElement(SignIn))).toMatch(/<form [^>]*method="post"/));
});
