import fc from "fast-check";
import { expect, test } from "vitest";
import { templateFault } from "../../../mfa/templates/templateFault.ts";
import { templateMeant } from "../../../mfa/templates/templateMeant.ts";

test.each([
  ["a missing brace at the end", "Your code is {{ code }", "Your code is {{ code }}"],
  ["a missing brace in the middle", "Hello {{ code }. Bye", "Hello {{ code }}. Bye"],
  ["both braces at the end", "Your code is {{ code", "Your code is {{ code }}"],
  ["both braces in the middle", "Hello {{ code. Bye", "Hello {{ code }}. Bye"],
  ["both braces before a word", "Use {{code to sign in", "Use {{code}} to sign in"],
  ["a brace at the start", "Your code is { code }}.", "Your code is {{ code }}."],
  ["a brace on each side", "{code} is your code", "{{code}} is your code"],
  ["a space between two braces", "Code: {{ code } }", "Code: {{ code }}"],
  ["a brace of another variable", "{{ friendly_name }: {{ code }}", "{{ friendly_name }}: {{ code }}"],
  ["a brace of each variable", "{{friendly_name}: {{code}!", "{{friendly_name}}: {{code}}!"],
  ["a brace after a filter", "{{ code | upcase }", "{{ code | upcase }}"],
  ["a percent sign", "{% if code }{{code}}{% endif %}", "{% if code %}{{code}}{% endif %}"],
  ["a brace and the code", "Hello {{ friendly_name }", "Hello {{ friendly_name }} {{code}}"],
  ["the code", "Hello", "Hello {{code}}"],
  ["the end of unless", "{% unless a %}{{code}}", "{% unless a %}{{code}}{% else %}{{code}}{% endunless %}"],
  [
    "two ends",
    "{% if a %}{% if b %}{{code}}",
    "{% if a %}{% if b %}{{code}}{% else %}{{code}}{% endif %}{% else %}{{code}}{% endif %}",
  ],
  [
    "ends and a code for all",
    "{% if a %}{% if b %}{% if c %}{{code}}{% endif %}",
    "{% if a %}{% if b %}{% if c %}{{code}}{% endif %}{% endif %}{% endif %} {{code}}",
  ],
  ["the end of an end", "{% if code %}{{code}}{% endif", "{% if code %}{{code}}{% endif %}"],
  ["lowercase", "Your code is {{ Code }}", "Your code is {{ code }}"],
  ["another language's braces", "@@code@@ is it", "{{code}} is it"],
  ["the start of an end", "Votre code : {{ code }} {% endif %}", "Votre code : {{ code }}"],
  ["a filter", "{{ code | upcase | nosuch: 1 }} is it", "{{ code | upcase }} is it"],
  ["the end of a tag", "{% if code %}{{code}}", "{% if code %}{{code}}{% endif %}"],
])("a template that lacks %s: %s", (_, text, meant) => {
  expect(templateMeant(text, "unified")).toBe(meant);
});

test("Auth0's other way to write a variable stays", () => {
  expect(templateMeant("@{code} of {{ friendly_name }", "unified")).toBe("@{code} of {{ friendly_name }}");
});

test("a long text is no slower to repair than to check", () => {
  for (const text of [`{{${" ".repeat(19_000)}x`, "{{ a ".repeat(3_000), `{${"a".repeat(19_000)}`]) {
    const start = performance.now();
    templateMeant(text, "unified");
    expect(performance.now() - start).toBeLessThan(2_000);
  }
});

test.each(["{% nonsense %}{{code}}", "{{code}} {% for x in %}"])("%s can't be repaired", (text) => {
  expect(templateMeant(text, "unified")).toBeUndefined();
});

test("what is proposed has no fault, and a template without one is not changed", () => {
  const part = fc.constantFrom("{{", "}}", "{", "}", "code", " ", "{%", "%}", "if", "a.b", "|", "@", "\n");
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 12 }).map((parts) => parts.join("")),
      (text) => {
        const meant = templateMeant(text, "unified");
        if (meant !== undefined) expect(templateFault(meant, "unified")).toBeUndefined();
        if (templateFault(text.trimEnd(), "unified") === undefined) expect(meant).toBe(text.trimEnd());
      },
    ),
  );
});
