import { describe, expect, test as one } from "vitest";
import { codeBlock, codeSpan, escaped } from "../../../findings/words/markdown.ts";
import { markdownOf, marker } from "../../../commands/review/markdown/markdownOf.ts";
import { jsonOf } from "../../../commands/review/jsonOf.ts";
import { create, fixture, plivoFixture, review, update } from "./fixture.ts";
import { fc, test } from "./property.ts";

const nasty = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.constantFrom(
        "`",
        "``",
        "|",
        "@all",
        "<b>",
        "</details>",
        "\n",
        "\r",
        "# ",
        "- ",
        "[a](//b)",
        "\u202e",
        "*",
        "a",
        " ",
        "&lt;",
        "https://x.example",
        "www.x.example",
        "#1",
        "```",
      ),
    )
    .map((parts) => parts.join("")),
);

/** The content of a Markdown code span that is the whole of a text (CommonMark 6.1). */
function spanOf(markdown: string): string | undefined {
  const fence = /^`+/.exec(markdown)?.[0] ?? "";
  const inner = markdown.slice(fence.length, -fence.length);
  const runs = [...inner.matchAll(/`+/g)].map(([run]) => run.length);
  if (!markdown.endsWith(fence) || runs.includes(fence.length) || fence === "") return undefined;
  return inner.startsWith(" ") && inner.endsWith(" ") && inner.trim() !== "" ? inner.slice(1, -1) : inner;
}

/** A URL, which `escaped` writes as code. */
const urlSpan = /`[a-z][a-z0-9+.-]*:\/\/[^`]+`/gi;

describe("values that contain Markdown", () => {
  test(
    "become one code span on one line",
    fc.property(nasty, (value) => {
      const span = codeSpan(value);
      expect(span).not.toMatch(/[\r\n\u2028\u2029]/);
      expect(spanOf(span)).toBeDefined();
    }),
  );

  test(
    "create no tag, mention, link, column or line in a sentence",
    fc.property(nasty, (value) => {
      expect(escaped(value)).not.toMatch(/[\r\n<]/);
      const text = escaped(value).replaceAll(/\\.|&#\d+;/g, "");
      for (const [span] of text.matchAll(urlSpan)) expect(span).not.toMatch(/[|\\]/);
      expect(text.replaceAll(urlSpan, "")).not.toMatch(/[`|*_[\]#]|:\/\/|www\.|@(?!\u200b)/i);
    }),
  );

  test(
    "can't close a block as its lines",
    fc.property(fc.array(nasty, { minLength: 1 }), (values) => {
      const lines = codeBlock(values).split("\n");
      const fence = lines[0] ?? "";
      expect(lines).toHaveLength(values.length + 2);
      expect(lines.slice(1, -1).filter((line) => line.trimStart().startsWith(fence))).toEqual([]);
    }),
  );

  test(
    "are escaped in a report as they are alone",
    fc.property(nasty, (value) => {
      const report = markdownOf([renamed(value)]);
      const lines = report.split("\n").filter((line) => line.startsWith("- "));
      expect(lines).toHaveLength(1);
      expect(report.split("\n")).toHaveLength(markdownOf([renamed("x")]).split("\n").length);
    }),
  );
});

const renamed = (name: string) =>
  review(update(fixture(), "Client", "spa", ["name"], (inputs) => (inputs["name"] = `${name}.`)));

describe("the report", () => {
  test(
    "does not depend on the order of the steps",
    fc.property(fc.shuffledSubarray(changed(), { minLength: changed().length }), (steps) => {
      expect(markdownOf([review(steps)])).toBe(markdownOf([review(changed())]));
      expect(jsonOf([review(steps)])).toBe(jsonOf([review(changed())]));
    }),
  );

  one("does not depend on the order of the stacks, and begins with each stack's verdict", () => {
    const [prod, dev] = [review(changed(), { stack: "prod" }), review(fixture())];
    const report = markdownOf([prod, dev]);
    expect(markdownOf([dev, prod])).toBe(report);
    expect(report.split("\n").slice(0, 4)).toEqual([
      marker,
      "",
      "**2 stacks** · ! needs attention: prod · ✓ no change: dev",
      "",
    ]);
  });

  test(
    "fits into a comment, and always includes the verdicts",
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 1000 }), (stacks, urls) => {
      const alike = review(long(urls));
      const reviews = Array.from({ length: stacks }, (_, index) => ({ ...alike, stack: `stack${index}` }));
      const report = markdownOf(reviews, { sections: { stack0: ["### Rehearsal\n\nGreen."] } });
      expect(report.length).toBeLessThanOrEqual(60_000);
      expect(report.startsWith(marker)).toBe(true);
      for (const { stack, verdict } of reviews) expect(report).toContain(`${stack}: ${verdict}`);
    }),
    20,
  );

  one("omits whole sections, the least important first, and reports it", () => {
    const alike = review(long(400));
    const report = markdownOf(Array.from({ length: 40 }, (_, index) => ({ ...alike, stack: `s${index}` })));
    expect(report).toMatch(/\d+ sections were left out/);
    expect((report.match(/<details>/g) ?? []).length).toBe((report.match(/<\/details>/g) ?? []).length);
  });

  one("leaves room for other sections", () => {
    const report = markdownOf([review(changed())], { sections: { dev: ["**Rehearsal:** ✓ 12 sign-ins"] } });
    expect(report).toContain("**Rehearsal:** ✓ 12 sign-ins");
  });

  one("shows six of a hundred changes per risk, and the number of the others", () => {
    const report = markdownOf([review(long(99))]);
    const [shown = ""] = report.split("<details>");
    expect(shown.match(/^- ! callback URL added/gm)).toHaveLength(6);
    expect(shown).toContain("- ! 93 more: callback URLs added");
    expect(shown.split("\n").length).toBeLessThan(30);
    expect(report.match(/^- callback URL added/gm)).toHaveLength(99);
  });

  one("distinguishes pending changes from those that the pull request adds or reverts", () => {
    const steps = update(
      changed(),
      "Client",
      "spa",
      ["name", "callbacks[1]"],
      (inputs) => (inputs["name"] = "Shop 2"),
    );
    const dropped = steps.filter(({ op }) => op !== "create");
    const report = markdownOf([review(dropped, { base: pendingAtBase })]);
    expect(report).toMatch(/callback URL added: `https:\/\/other\.example\.com` _\(already pending\)_/);
    expect(report).toMatch(/application name: `Shop` → `Shop 2`\n/);
    expect(report).toContain("1 pending at the base, but not part of this change");
    expect(report).toContain("number bought");
  });

  one("does not say that a pending change is not part of this one if the preview failed before it", () => {
    const preview = { steps: fixture(), errors: ["error: No."], mfaActions: [], gaps: [] };
    const failed = review([], { preview, succeeded: false, base: pendingAtBase });
    expect(markdownOf([failed])).not.toContain("not part of this change");
  });

  one("says that a change in the state alone changes nothing on the tenant", () => {
    const renamed = update(fixture(), "Stash", "tenant", ["input"], () => undefined);
    const report = markdownOf([review(renamed)]);
    expect(report).toContain("✓ dev: no change\n\n`pulumi up` would change nothing on the tenant.\n");
    expect(report).toContain("pulumi preview: 1 to change");
  });

  one("says that a rule stops an update without a change on the tenant", () => {
    const violations = [{ rule: "no-wildcards", level: "mandatory", message: "It has a wildcard." }];
    const report = markdownOf([review(fixture(), { violations, succeeded: false })]);
    expect(report).toMatch(
      /The update would change nothing on the tenant, but the policy pack stops it:\n\n- . Rule `no-wildcards` stops/,
    );
  });

  one.each([
    ["no-wildcards", "✗"],
    ["action-within-limits", "!"],
    ["a-rule-of-their-own", "!"],
  ])("a broken rule %s has the sign %s, and so has the verdict", (rule, sign) => {
    const violations = [1, 2, 3].map((n) => ({ rule, level: "mandatory", message: `It is wrong ${n}.` }));
    const report = markdownOf([review(fixture(), { violations, succeeded: false })]);
    expect(report).toContain(`### ${sign} dev: `);
    expect(report.match(/^- (.)/gm)).toEqual(Array.from({ length: 3 }, () => `- ${sign}`));
  });

  one("reports whether the base also breaks a rule", () => {
    const violations = [
      { rule: "no-wildcards", level: "mandatory", message: "callbackUrls has https://*.example.com." },
    ];
    const ended = {
      preview: { steps: fixture(), errors: [], mfaActions: [], gaps: [] },
      succeeded: false,
      violations,
    };
    const report = markdownOf([review(fixture(), { violations, base: { ref: "main", ended } })]);
    expect(report).toContain("Rule `no-wildcards` stops the update, as it does at the base");
  });
});

const pendingAtBase = {
  ref: "main",
  ended: {
    preview: { steps: changed(), errors: [], mfaActions: [], gaps: [] },
    succeeded: true,
    violations: [],
  },
};

function changed() {
  const steps = update(fixture(), "Client", "spa", ["callbacks[1]"], (inputs) => {
    inputs["callbacks"] = ["https://app.example.com", "https://other.example.com"];
  });
  return [...steps, create("PhoneNumber", "+15550100009")];
}

function long(urls: number) {
  const steps = update(plivoFixture(), "Client", "spa", ["callbacks[1]"], (inputs) => {
    inputs["callbacks"] = [
      "https://app.example.com",
      ...Array.from({ length: urls }, (_, index) => `https://${index}.example.org`),
    ];
  });
  return update(
    steps,
    "Action",
    "custom-phone-provider",
    ["code"],
    (inputs) => (inputs["code"] = "x();\n".repeat(urls)),
  );
}
