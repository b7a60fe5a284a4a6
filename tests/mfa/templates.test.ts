import { describe, expect, test } from "vitest";
import { templateFault } from "../../mfa/templates.ts";

describe("templateFault", () => {
  test.each([
    "{{code}}",
    "{{ code }} is your code",
    "{{- code -}}",
    "{{ code | split: '' | join: ' ' }}",
    "Your code is @{code}",
    "{% if locale == 'de' %}Code: {{code}}{% else %}{{code}} is your code{% endif %}",
  ])("takes %s", (text) => {
    expect(templateFault(text)).toBeUndefined();
  });

  test.each([
    ["Hello", "code"],
    ["code", "code"],
    ["{{ codes }}", "code"],
    ["{{ user.code }}", "code"],
    ["{% comment %}{{code}}{% endcomment %}", "code"],
    ["{{code}", "closed"],
    ["{{code}} {% if x", "closed"],
    ["{{code}} }}", "closed"],
    [`{{code}}${"x".repeat(1600)}`, "characters"],
  ])("refuses %s", (text, words) => {
    expect(templateFault(text)).toContain(words);
  });
});
