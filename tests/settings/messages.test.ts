import { describe, expect, test } from "vitest";
import { messageFault } from "../../settings/messages.ts";

describe("messageFault", () => {
  test.each([
    "{{code}}",
    "{{ code }} is your code",
    "{{- code -}}",
    "{{ code | split: '' | join: ' ' }}",
    "Your code is @{code}",
    "{% if locale == 'de' %}Code: {{code}}{% else %}{{code}} is your code{% endif %}",
  ])("takes %s", (text) => {
    expect(messageFault(text)).toBeUndefined();
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
    expect(messageFault(text)).toContain(words);
  });
});
