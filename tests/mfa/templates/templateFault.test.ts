import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { methodLabel } from "../../../mfa/deliveryMethods.ts";
import { defaultMessages } from "../../../mfa/templates.ts";
import { templateFault } from "../../../mfa/templates/templateFault.ts";

const experiences = ["unified", "legacy"] as const;

/** The example of [customize/customize-sms-or-voice-messages], shortened. */
const ofTheDocumentation = `
  {% if message_type == "voice" %}
    {% if locale contains "fr" %}
      Bonjour {{tenant.friendly_name}}. Votre code est: {{pause}} {{code}}. Je répète: {{pause}}{{code}}.
    {% elsif locale contains "es" %}
      Su código es: {{pause}}{{code}}. Repito, su código es: {{pause}}{{code}}.
    {% else %}
      Your code is: {{pause}}{{code}}. I repeat, your code is: {{pause}}{{code}}.
    {% endif %}
  {% else %}
    {% if locale contains "fr" %}{{code}} est votre code pour {{tenant.friendly_name}}.
    {% elsif locale contains "es" %}{{code}} es su código.
    {% else %}{{code}} is your code to enroll with {{tenant.friendly_name}}.{% endif %}
  {% endif %}`;

describe.each(experiences)("a valid template of a %s tenant", (experience) => {
  test.each([
    defaultMessages[experience].enrollment,
    defaultMessages[experience].verification,
    ofTheDocumentation,
    "{{code}}",
    "{{ code }} is your code",
    "{{- code -}}",
    "{{ code | split: '' | join: ' ' }}",
    "{{ code | split: '' | join: '. ' }}",
    "{% if message_type == 'voice' %}{{code}}{% else %}{{ code | slice: 0, 3 }}-{{ code | slice: 3, 3 }}{% endif %}",
    "Your code is @{code}",
    "{{\u00a0code\u00a0}}",
    "{{ code | prepend: 'G-' }}",
    "<#> {{code}} is your code\nFA+9qCX9VSu",
    "{{code}} is your code.\n\n@app.example.com #{{code}}",
    "{%- if locale == 'fr' -%}Code {{- code -}}{%- else -%}{{code}}{%- endif -%}",
    "{% case locale %}{% when 'fr' or 'de' %}Code {{code}}{% else %}{{code}}{% endcase %}",
    "{% if locale == 'de' %}Code: {{code}}{% else %}{{code}} is your code{% endif %}",
    "{% case locale %}{% when 'fr', 'fr-FR' %}Code {{code}}{% when 'de' %}{{code}}{% else %}{{code}}{% endcase %}",
    "{% unless user.name %}Hello{% else %}{{ user.name }}{% endunless %}: {{code}}",
    "{% assign shown = code %}{% capture text %}{{ shown }} is it{% endcapture %}{{ text }}",
    "{% comment %}{{ nothing }}{% endcomment %}{{ code }}{% raw %} { { {% endraw %}",
    "{% for way in (1..2) %}{{ code }}, {% endfor %}",
    "{% if a and b %}1: {{code}}{% elsif a %}2: {{code}}{% elsif b %}3: {{code}}{% else %}{{code}}{% endif %}",
  ])("%s", (text) => {
    expect(templateFault(text, experience)).toBeUndefined();
  });
});

describe.each(experiences)("an invalid template of a %s tenant", (experience) => {
  test.each([
    // It can't be parsed.
    ["{{code}", 'can\'t be parsed: output "{{code}" not closed (line 1, column 1)'],
    ["{{code}} {% if x", 'can\'t be parsed: tag "{% if x" not closed (line 1, column 10)'],
    [
      "{% if locale contains 'fr' %}Code: {{code}}{% else %}{{code}}",
      "can't be parsed: tag {% if locale contains 'fr' %} not closed (line 1, column 1)",
    ],
    ["{{code}}\n{% endif %}", 'can\'t be parsed: tag "endif" not found (line 2, column 1)'],
    ["{% iff x %}{{code}}{% endif %}", 'can\'t be parsed: tag "iff" not found (line 1, column 1)'],
    [
      "{% if locale contains 'fr' %}{{code}}{% elseif locale contains 'de' %}{{code}}{% endif %}",
      'can\'t be parsed: tag "elseif" not found (line 1, column 38)',
    ],
    ["{% echo code %}", 'can\'t be parsed: tag "echo" not found (line 1, column 1)'],
    ["{{ code | upcse }}", "can't be parsed: undefined filter: upcse (line 1, column 1)"],
    ["{% include 'code' %}{{code}}", 'can\'t be parsed: tag "include" not found (line 1, column 1)'],
    ["{% render 'code' %}{{code}}", 'can\'t be parsed: tag "render" not found (line 1, column 1)'],
    ["{{code}} }}", 'sends "}}" as text, because a Liquid tag is not closed'],
    // Nobody gets the code.
    ["", "does not contain the code, {{code}}"],
    ["Hello", "does not contain the code, {{code}}"],
    ["code", "does not contain the code, {{code}}"],
    ["{{Code}} is yours", "does not contain the code, {{code}}"],
    ["{code} is yours", "does not contain the code, {{code}}"],
    ["{{ code | append: '0' }}", "does not contain the code, {{code}}"],
    ["{{ 'now' | date: '%Y' }}{{code}}", "does not contain the code, {{code}}"],
    ["{{ codes }}", "does not contain the code, {{code}}"],
    ["{{ user.code }}", "does not contain the code, {{code}}"],
    ["{% comment %}{{code}}{% endcomment %}", "does not contain the code, {{code}}"],
    ["{{ code | slice: 0, 3 }}", "does not contain the code, {{code}}"],
    ["{{ code | plus: 0 }}", "does not contain the code, {{code}}"],
    ["{{ code }}{{ code }}", "does not contain the code, {{code}}"],
    ["052731", "does not contain the code, {{code}}"],
    // Some do not.
    [
      "{% if locale contains 'fr' %}Votre code: {{code}}{% else %}Ask your manager{% endif %}",
      'has no code where locale is "en"',
    ],
    ["{% if locale contains 'en' %}{{code}}{% endif %}", 'has no code where locale is "es"'],
    [
      "{% case locale %}{% when 'fr' %}Bonjour{% when 'de' %}{{code}}{% else %}{{code}}{% endcase %}",
      'has no code where locale is "fr"',
    ],
    ["{% if locale %}{{code}}{% endif %}", "has no code where locale is not set"],
    ["{% unless locale contains 'fr' %}{{code}}{% endunless %}", 'has no code where locale is "fr"'],
    ["{% if client.name == 'Shop' %}{{code}}{% endif %}", 'has no code where client.name is "Example"'],
    [
      "{% if locale contains 'pt' and locale contains 'BR' %}{{code}}{% elsif locale contains 'pt' %}Oi{% else %}{{code}}{% endif %}",
      'has no code where locale is "pt"',
    ],
    ["{% if message_type == 'sms' %}{{code}}{% endif %}", 'has no code where message_type is "voice"'],
    ["{{ code | slice: 0, 3 }}-{{ code | slice: 3, 3 }}", 'has no code where message_type is "voice"'],
    ["{% if user.x == true %}Hello{% else %}{{code}}{% endif %}", "has no code where user.x is true"],
    ["{% if user.x == false %}Hello{% else %}{{code}}{% endif %}", "has no code where user.x is false"],
    ["{% if user.x == empty %}Hello{% else %}{{code}}{% endif %}", 'has no code where user.x is ""'],
    ["{{ user.name | default: code }}", 'has no code where user.name is "Example"'],
    [
      "{% if user %}{{code}}{% endif %}{% if user.name %}{% endif %}",
      "has no code where user is not set and user.name is not set",
    ],
    ["{% if first == 'a' %}Hi{% else %}{{code}}{% endif %}", 'has no code where first is "a"'],
    [
      "{% if user.app_metadata.age >= 18 %}Hi{% else %}{{code}}{% endif %}",
      "has no code where user.app_metadata.age is 18",
    ],
    [
      "{% for role in user.app_metadata.roles %}{{code}}{% endfor %}",
      "has no code where user.app_metadata.roles is not set",
    ],
    [
      "{% assign ok = false %}{% if locale == 'fr' %}{% assign ok = true %}{% endif %}{% if ok %}{{code}}{% endif %}",
      'has no code where locale is "en"',
    ],
    [
      "{% if message_type == 'voice' and locale == 'fr' %}Bonjour{% else %}{{code}}{% endif %}",
      'has no code where message_type is "voice" and locale is "fr"',
    ],
    // No value of a variable leads there.
    [
      "{% assign parts = locale | split: '-' %}{% if parts[1] == 'CA' %}Bonjour{% else %}{{code}}{% endif %}",
      "has no code in {% if parts[1] == 'CA' %}",
    ],
    [
      "{% if user.name.size > 20 %}Hi{% else %}{{code}}{% endif %}",
      "has no code in {% if user.name.size > 20 %}",
    ],
    [
      "{% assign hour = 'now' | date: '%H' %}{% case hour %}{% when '25' %}Hi{% else %}{{code}}{% endcase %}",
      "has no code in branch 1 of {% case hour %}",
    ],
    [`{{code}} ${"x".repeat(1600)}`, "has more than 1600 characters when sent by SMS"],
    [`{{code}} ${"x".repeat(4000)}`, "has more than 1600 characters when sent by SMS"],
  ])("%s", (text, fault) => {
    expect(templateFault(text, experience)).toBe(fault);
  });
});

test.each([
  ["an SMS", 1_600, "{{code}}", "sms"],
  // A voice message says the code digit by digit.
  ["a call", 4_000, "{% if message_type == 'voice' %}{{code}}TEXT{% else %}{{code}}{% endif %}", "voice"],
])("%s may have %i characters, and no more", (_, most, template, method) => {
  const whole = template.includes("TEXT") ? template : `${template}TEXT`;
  const rest = most - (method === "voice" ? "0.5.2.7.3.1" : "052731").length;
  expect(templateFault(whole.replace("TEXT", "x".repeat(rest)), "unified")).toBeUndefined();
  expect(templateFault(whole.replace("TEXT", "x".repeat(rest + 1)), "unified")).toBe(
    `has more than ${most} characters when sent by ${methodLabel(method)}`,
  );
});

test("a template may have 20000 characters", () => {
  const comment = (length: number) => `{% comment %}${"x".repeat(length)}{% endcomment %}{{code}}`;
  expect(templateFault(comment(20_000 - comment(0).length), "unified")).toBeUndefined();
  expect(templateFault(comment(20_001 - comment(0).length), "unified")).toMatch(/^has 20001 characters/);
});

test("a template may be longer than a message, if none of its messages is too long", () => {
  const branches = Array.from({ length: 40 }, (_, at) => `{% when 'l${at}' %}${"x".repeat(99)} {{code}}`);
  const text = `{% case locale %}${branches.join("")}{% else %}{{code}}{% endcase %}`;
  expect(templateFault(text, "unified")).toBeUndefined();
});

test("only a legacy tenant sets the kind of message", () => {
  const text = "{% if message_type == 'sms' %}{{code}}{% elsif message_type == 'voice' %}{{code}}{% endif %}";
  expect(templateFault(text, "legacy")).toBeUndefined();
  expect(templateFault(text, "unified")).toBe("has no code where message_type is not set");
});

test.each([
  [
    "loops",
    "{% for a in (1..99999999) %}{{code}}{% endfor %}",
    "can't be rendered: memory alloc limit exceeded",
  ],
  ["nesting", "{% if a %}".repeat(1_900), "can't be parsed: Maximum call stack size exceeded"],
  ["length", " ".repeat(20_001), "has 20001 characters; a template of at most 20000 can be checked"],
  [
    "many tests",
    Array.from({ length: 12 }, (_, at) => `{% if v${at} %}${at}{% endif %}`).join("{{code}}"),
    "has so many conditions that 8192 different messages would have to be checked; at most 1000 can be",
  ],
])("a template that is too expensive to check is rejected: %s", (_, text, fault) => {
  expect(templateFault(text, "unified")).toContain(fault);
});

test("a test of the code, or of the kind of message, adds no messages to check", () => {
  const others = Array.from({ length: 8 }, (_, at) => `{% if v${at} %} a{% endif %}`).join("");
  for (const own of ["{% if code %}{{code}}{% endif %}", "{% if message_type == 'sms' %}{% endif %}{{code}}"])
    expect(templateFault(`${own}${others}`, "legacy")).toBeUndefined();
});

const locales = ["fr", "de", "pt-BR", "ja"];

test("reports the locale whose branch has no code", () => {
  const branch = fc.constantFrom("{{code}}", "{{ code }} x", "Hello");
  const texts = fc.record({ each: fc.tuple(branch, branch, branch, branch), other: branch });
  fc.assert(
    fc.property(texts, fc.constantFrom("==", "contains"), ({ each, other }, operator) => {
      const branches = each.map((text, at) => `locale ${operator} '${locales[at] ?? ""}' %}${text}`);
      const fault = templateFault(
        `{% if ${branches.join("{% elsif ")}{% else %}${other}{% endif %}`,
        "unified",
      );
      const bad = [other, ...each].flatMap((text, at) => (text === "Hello" ? [["en", ...locales][at]] : []));
      if (bad.length === 0) expect(fault).toBeUndefined();
      else if (bad.length === 5) expect(fault).toBe("does not contain the code, {{code}}");
      else expect(fault).toBe(`has no code where locale is "${bad[0] ?? ""}"`);
    }),
  );
});

test("any template gets a verdict, without side effects", () => {
  const part = fc.constantFrom(
    ...[
      "{{",
      "}}",
      "{%",
      "%}",
      "{{ code }}",
      "{% if ",
      "{% endif %}",
      "{% else %}",
      "__proto__.x ",
      "== 'a' ",
    ],
    ...[
      "{% for x in constructor.y %}",
      "{% endfor %}",
      "{% assign code = 1 %}",
      "{% case toString %}",
      "| a",
    ],
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string()), { maxLength: 12 }), (parts) => {
      expect(["string", "undefined"]).toContain(typeof templateFault(parts.join(""), "legacy"));
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
  );
});
