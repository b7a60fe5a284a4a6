import { expect, test } from "vitest";
import { codeBlock, codeSpan, escaped, folded, inMarkdown } from "../../findings/words/markdown.ts";
import { clause, text } from "../../findings/words/Text.ts";

test.each([
  ["plain", "`plain`"],
  ["`first", "`` `first ``"],
  ["last`", "`` last` ``"],
  ["in``side", "```in``side```"],
  [" ", "`(empty)`"],
  ["two\nlines", "`two lines`"],
])("a code span that %j can't leave", (value, span) => {
  expect(codeSpan(value)).toBe(span);
});

test("a code span is limited to 1000 characters", () => {
  expect(codeSpan("a".repeat(1000))).toBe(`\`${"a".repeat(1000)}\``);
  expect(codeSpan("a".repeat(1001))).toBe(`\`${"a".repeat(999)}…\``);
});

test.each([
  ["see https://a.example/x, or a://b.", "see `https://a.example/x`, or `a://b`."],
  ["by @user", "by @\u200buser"],
  ["a_b _c_", String.raw`a_b \_c\_`],
  ["#1 and #a", String.raw`\#${"\u200b"}1 and \#a`],
  ["<b>&", "&lt;b>&amp;"],
  ["[x](y)|", String.raw`\[x\](y)\|`],
  ["WWW.a.com", "WWW&#46;a.com"],
  [String.raw`*x* ~y !z \q`, String.raw`\*x\* \~y \!z \\q`],
  ["://", "&#58;//"],
])("a foreign sentence stays text: %j", (sentence, markdown) => {
  expect(escaped(sentence)).toBe(markdown);
});

test("in a sentence, values are code, and a clause that quotes them is text", () => {
  expect(inMarkdown(text`number ${"+1"}: ${clause("has <b> in it")}`)).toBe("number `+1`: has &lt;b> in it");
});

test.each([
  [["a", "\tb", "c\u0007\u202ed"], "", "```\na\n  b\ncd\n```"],
  [["````"], "diff", "`````diff\n````\n`````"],
  [["a``b"], "text", "```text\na``b\n```"],
])("a code block that none of its lines can end: %j", (lines, language, block) => {
  expect(codeBlock(lines, language)).toBe(block);
});

test("a collapsible text's summary is text", () => {
  expect(folded("<b> & @x @y", "content")).toBe(
    "<details><summary>&lt;b> &amp; @\u200bx @\u200by</summary>\n\ncontent\n\n</details>",
  );
});
