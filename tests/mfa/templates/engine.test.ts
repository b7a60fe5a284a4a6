import { describe, expect, test } from "vitest";
import { engine, reasonOf } from "../../../mfa/templates/engine.ts";

const render = (text: string): Promise<unknown> => engine().liquid.parseAndRender(text);

/** What Auth0 supports [customize/phone-messages/phone-templates/supported-liquid-syntax], used once each. */
describe("renders", () => {
  test.each([
    ["for", "{% for n in (1..3) %}{{ n }}{% endfor %}", "123"],
    ["break", "{% for n in (1..3) %}{{ n }}{% break %}{% endfor %}", "1"],
    ["continue", "{% for n in (1..2) %}{% continue %}{{ n }}{% endfor %}", ""],
    ["cycle", "{% for n in (1..3) %}{% cycle 'a', 'b' %}{% endfor %}", "aba"],
    [
      "tablerow",
      "{% tablerow n in (1..1) %}{{ n }}{% endtablerow %}",
      '<tr class="row1"><td class="col1">1</td></tr>',
    ],
    ["if", "{% if 1 > 2 %}a{% elsif 2 > 1 %}b{% else %}c{% endif %}", "b"],
    ["unless", "{% unless false %}a{% endunless %}", "a"],
    ["case", "{% case 2 %}{% when 1 %}a{% when 2 %}b{% endcase %}", "b"],
    ["assign", "{% assign n = 1 %}{{ n }}", "1"],
    ["capture", "{% capture n %}a{% endcapture %}{{ n }}", "a"],
    ["increment", "{% increment n %}{% increment n %}", "01"],
    ["decrement", "{% decrement n %}{% decrement n %}", "-1-2"],
    ["raw", "{% raw %}{{ n }}{% endraw %}", "{{ n }}"],
    ["comment", "a{% comment %}b{% endcomment %}", "a"],
  ])("the tag %s", async (_, text, rendered) => {
    expect(await render(text)).toBe(rendered);
  });

  test.each([
    ["1 | plus: 2", "3"],
    ["1 | minus: 2", "-1"],
    ["7 | modulo: 4", "3"],
    ["2 | times: 3", "6"],
    ["1.5 | floor", "1"],
    ["1.2 | ceil", "2"],
    ["1.5 | round", "2"],
    ["6 | divided_by: 3", "2"],
    ["-1 | abs", "1"],
    ["1 | at_least: 2", "2"],
    ["3 | at_most: 2", "2"],
    ["'a' | append: 'b'", "ab"],
    ["'a' | prepend: 'b'", "ba"],
    ["'ab' | capitalize", "Ab"],
    ["'ab' | upcase", "AB"],
    ["'AB' | downcase", "ab"],
    ["' a ' | strip", "a"],
    ["' a ' | lstrip", "a "],
    ["' a ' | rstrip", " a"],
    ["'a\nb' | strip_newlines", "ab"],
    ["'a,b' | split: ',' | last", "b"],
    ["'aa' | replace: 'a', 'b'", "bb"],
    ["'aa' | replace_first: 'a', 'b'", "ba"],
    ["'aba' | remove: 'a'", "b"],
    ["'aba' | remove_first: 'a'", "ba"],
    ["'abcdef' | truncate: 4", "a..."],
    ["'a b c' | truncatewords: 2", "a b..."],
    ["'<a>' | escape", "&lt;a&gt;"],
    ["'&lt;<' | escape_once", "&lt;&lt;"],
    ["'a b' | url_encode", "a+b"],
    ["'a+b' | url_decode", "a b"],
    ["'<b>a</b>' | strip_html", "a"],
    ["'a\nb' | newline_to_br", "a<br />\nb"],
    ["'abc' | slice: 1", "b"],
    ["'b,a' | split: ',' | map: 'size' | join", "1 1"],
    ["'b,B,a' | split: ',' | sort | join", "B a b"],
    ["'b,B,a' | split: ',' | sort_natural | join", "a b B"],
    ["'a,b' | split: ',' | first", "a"],
    ["'a,b' | split: ',' | join: '-'", "a-b"],
    ["'a,b' | split: ',' | reverse | join", "b a"],
    ["'abc' | size", "3"],
    ["'2026-11-30' | date: '%Y'", "2026"],
    ["nil | default: 'a'", "a"],
  ])("{{ %s }}", async (output, rendered) => {
    expect(await render(`{{ ${output} }}`)).toBe(rendered);
  });
});

test.each(["{{ 'a' | base64_encode }}", "{{ 'a' | md5 }}", "{{ 'a,a' | split: ',' | uniq | join }}"])(
  "LiquidJS's own filters are unknown: %s",
  async (text) => {
    await expect(render(text)).rejects.toSatisfy((error) => reasonOf(error).startsWith("undefined filter: "));
  },
);

test.each([
  "{% include 'a' %}",
  "{% layout 'a' %}",
  "{% render 'a' %}",
  "{% echo 'a' %}",
  "{% liquid echo 'a' %}",
])("LiquidJS's own tags, and those that read a file, are unknown: %s", async (text) => {
  await expect(render(text)).rejects.toSatisfy((error) => /^tag ".+" not found/.test(reasonOf(error)));
});
