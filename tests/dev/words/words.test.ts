import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { paragraphsOf } from "../../../dev/words/markdown.ts";
import { longest, problemsIn } from "../../../dev/words/problems.ts";
import { allMessages, sourcesIn } from "../../../dev/words/sources.ts";
import { commentsOf, messagesOf, titlesOf } from "../../../dev/words/texts.ts";
import type { Text } from "../../../dev/words/texts.ts";

const file = "commands/some.ts";
const textsIn = (found: readonly Text[]): string[] => found.map(({ text }) => text);
const message = (text: string): Text => ({ file, line: 1, kind: "message", text });
const comment = (text: string): Text => ({ file, line: 1, kind: "comment", text });
const insteadOf = (text: Text): string[] => problemsIn(text).map(({ instead }) => instead);

describe("the messages of a source", () => {
  test.each([
    ["a string", 'say("Nothing was changed.");', ["Nothing was changed."]],
    [
      "a placeholder's name",
      "say(`Failed to read ${path}: ${error.why}.`);",
      ["Failed to read {path}: {why}."],
    ],
    ["a call's argument", "say(`the stack ${quoted(name)} is gone`);", ["the stack {name} is gone"]],
    ["joined strings", 'say("It was " + what + " before.");', ["It was {what} before."]],
    ["a string in a placeholder", 'say(`${isOn ? "turned on" : "x"} now`);', ["{…} now", "turned on"]],
    ["each element of a page", "html`<p>Log in</p><b>or <i>sign up</i></b>`;", ["Log in", "sign up"]],
    ["one word", 'say("update");', []],
    ["an import", 'import { one } from "./two words.ts";', []],
    ["a type", 'type Word = "needs attention";', []],
    ["a property's name", 'const words = { "two words": 1 };', []],
    ["code", 'run("const one = 1;\\n"); run("npm ci"); run("Bearer abc def");', []],
  ])("%s", (_, source, messages) => {
    expect(textsIn(messagesOf(file, source))).toEqual(messages);
  });

  test("have a line and a use", () => {
    const source = 'defineCommand({ summary: "Lists all." });\nthrow new CommandError("It has no name.");';
    expect(messagesOf(file, source)).toMatchObject([
      { line: 1, use: "help" },
      { line: 2, use: "error" },
    ]);
  });
});

test("comments are read once, with joined lines and without comment marks", () => {
  const source = "/** One\n * sentence. */\nconst a = 1; // behind it\n// first line\n// second line\n";
  expect(textsIn(commentsOf(file, source))).toEqual([
    "One\nsentence.",
    "behind it",
    "first line\nsecond line",
  ]);
});

test("the titles of tests and groups are read, and no other strings of a test", () => {
  const source =
    'describe("a URL", () => {\n  test.each(["b c"])(`accepts ${url}`, () => {\n    say("a b");\n  });\n});\n';
  expect(titlesOf("tests/a.test.ts", source)).toMatchObject([
    { line: 1, text: "a URL" },
    { line: 2, text: "accepts {url}" },
  ]);
});

test("Markdown is read by paragraph, heading and cell, without its code", () => {
  const source = "# A `b` heading\n\nOne *two*\nthree.\n\n| a b | c |\n|--|--|\n\n```\nnot this one\n```\n";
  expect(textsIn(paragraphsOf("a.md", source))).toEqual(["A `code` heading", "One two\nthree.", "a b"]);
});

describe("a planted sentence is reported", () => {
  test.each([
    "Is port 3000 taken, pass another one.",
    "Has the tenant no sender, nothing is sent.",
    "Mend: run it again.",
    "The token stands in clear in the file.",
    "This is a number of the account's.",
    "It is kept by a name of the stack's own.",
    "The tenant has no sender any more.",
    "Auth0 gives no token back.",
    "It could not be found out.",
    "The template is declared as the tenant has it.",
    "A user can be reached by no other way.",
    "The stack lets go of the application.",
  ])("%s", (sentence) => {
    for (const text of [message(sentence), comment(sentence)]) expect(insteadOf(text)).not.toEqual([]);
  });

  test.each([
    "a mistyped code: the page says so",
    "is read, whatever is in it",
    "a browser goes on alone",
    "a token that comes twice",
    "is one user's, and nobody else's",
    "is refused without its scope",
    "a tenant is taken over",
    "a token in clear",
  ])("in a title: %s", (title) => {
    expect(insteadOf({ file, line: 1, kind: "title", text: title })).not.toEqual([]);
  });

  test("that is too long", () => {
    const words = (count: number): string => `${Array<string>(count).fill("word").join(" ")}.`;
    expect(insteadOf(comment(words(longest)))).toEqual([]);
    expect(insteadOf(comment(words(longest + 1)))).toEqual([`at most ${longest} words, not ${longest + 1}`]);
    expect(insteadOf({ ...comment(words(longest + 1)), isCell: true })).toEqual([]);
  });

  test.each(["Could not read the state.", "Unable to read it: no such file.", "Failed to read the state."])(
    "that is an error in the wrong form: %s",
    (sentence) => {
      expect(insteadOf(message(sentence))).toEqual(['"Failed to X: why. Fix: command"']);
    },
  );
});

test.each([
  "Failed to read the state: no such file. Fix: npm ci",
  "Is port 3000 in use?",
  "Whether a URL is listed, and where.",
  "How far the tenant's clock is ahead of this machine's, in milliseconds.",
  "Users of another one still can.",
])("a plain sentence is accepted: %s", (sentence) => {
  expect(insteadOf(message(sentence))).toEqual([]);
});

test("all sources are read, but no installed packages or recordings", () => {
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const files = sourcesIn(root);
  expect(files).toContain("commands/adopt.ts");
  expect(files.filter((path) => /node_modules|^sdks|previews\//.test(path))).toEqual([]);
  const messages = allMessages(join(root, "commands"));
  expect(messages.some(({ text }) => text.startsWith("Failed to adopt the tenant"))).toBe(true);
});
