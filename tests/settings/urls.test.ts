import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeProblems, fixCommand } from "../../configuration/problems.ts";
import { readSettings } from "../../settings/settings.ts";
import { applyFixes } from "../support/settings/applyFixes.ts";
import { goodValues, source, own } from "../support/settings/source.ts";

const lists = ["callbackUrls", "logoutUrls", "webOrigins"] as const;
const problemsWith = (name: string, value: unknown, more: Readonly<Record<string, string>> = {}) =>
  readSettings(source({ [own(name)]: typeof value === "string" ? value : JSON.stringify(value), ...more }))
    .problems;

test.each(lists)("%s: rejects a URL that no browser sends, and proposes the one that it sends", (name) => {
  for (const [url, better] of [
    ["https://App.Example.com", "https://app.example.com"],
    ["https://app.example.com:443", "https://app.example.com"],
    ["https://bücher.example", "https://xn--bcher-kva.example"],
  ]) {
    expect(problemsWith(name, [url])).toMatchObject([
      { key: `${name}[0]`, fix: `set --path '${name}[0]' ${better ?? ""}` },
    ]);
  }
});

describe("one list, one problem", () => {
  test.each<[unknown, string, RegExp, string | string[]]>([
    [["nonsense"], "callbackUrls[0]", /absolute/, "rm --path 'callbackUrls[0]'"],
    [
      ["com.example.app://callback"],
      "callbackUrls[0]",
      /native application's URL/,
      "rm --path 'callbackUrls[0]'",
    ],
    [["https://*.example.com"], "callbackUrls[0]", /has a wildcard/, "set allowWildcards true"],
    [
      ["https://pre-*.Example.com:443/cb"],
      "callbackUrls[0]",
      /has a wildcard/,
      ["set allowWildcards true", "set --path 'callbackUrls[0]' 'https://pre-*.example.com/cb'"],
    ],
    [["https://*.com"], "callbackUrls[0]", /only one wildcard/, "rm --path 'callbackUrls[0]'"],
    [
      ["https://a.example.com", "https://A.example.com"],
      "callbackUrls[1]",
      /^\("https:\/\/A\.example\.com"\) is the same URL as callbackUrls\[0\]$/,
      "rm --path 'callbackUrls[1]'",
    ],
    [
      ["https://a.example.com/cb, https://b.example.com"],
      "callbackUrls[0]",
      /contains several URLs/,
      [
        "set --path --type string 'callbackUrls[0]' https://a.example.com/cb",
        "set --path --type string 'callbackUrls[1]' https://b.example.com",
      ],
    ],
    [
      "https://a.example.com\nhttps://B.example.com",
      "callbackUrls",
      /must be a list/,
      [
        "set --path --type string 'callbackUrls[0]' https://a.example.com",
        "set --path --type string 'callbackUrls[1]' https://b.example.com",
      ],
    ],
    [
      '{"a":false}',
      "callbackUrls",
      /must be a list/,
      ["rm callbackUrls", "set --path --type string 'callbackUrls[0]' https://app.example.com"],
    ],
    [[3000], "callbackUrls[0]", /must be a string/, "set --path --type string 'callbackUrls[0]' 3000"],
    [[null], "callbackUrls[0]", /must be a string/, "rm --path 'callbackUrls[0]'"],
  ])("%j", (value, key, what, fix) => {
    const [problem, ...others] = problemsWith("callbackUrls", value);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ key, fix });
    expect(problem?.what).toMatch(what);
  });

  test("a string instead of an application's list is removed first, because Pulumi rejects it otherwise", () => {
    const short = Object.fromEntries(["appName", ...lists].map((name) => [own(name), undefined]));
    const applications = JSON.stringify({ shop: { appName: "Shop", callbackUrls: "https://a.example.com" } });
    const [problem] = readSettings(source({ ...short, [own("applications")]: applications })).problems;
    expect(problem && fixCommand(problem, "dev")).toBe(
      "pulumi config rm --path applications.shop.callbackUrls --stack dev && " +
        "pulumi config set --path --type string 'applications.shop.callbackUrls[0]' https://a.example.com --stack dev",
    );
  });

  test("more URLs than Auth0 accepts", () => {
    const urls = Array.from({ length: 101 }, (_, index) => `https://app.example.com/${index}`);
    expect(problemsWith("logoutUrls", urls.slice(1))).toEqual([]);
    expect(problemsWith("logoutUrls", urls)).toMatchObject([
      { key: "logoutUrls", what: "has 101 URLs; Auth0 allows 100 in a list. The fix removes the last one" },
    ]);
  });

  test.each([
    ["https://deploy-preview-*--site.netlify.app", "callbackUrls"],
    ["https://{organization_name}.example.com/cb", "callbackUrls"],
    ["https://{custom_domain.metadata.public_app}", "webOrigins"],
  ])("%s is accepted in %s", (url, name) => {
    expect(problemsWith(name, [url], { [own("allowWildcards")]: "true" })).toEqual([]);
  });
});

test("no password in a URL is shown, regardless of the form of the list", () => {
  const url = "https://user:hunter2@a.example.com/x y";
  for (const value of [[url], [`${url}, ${url}`], `${url}, https://b.example.com`, [`https:u:hunter2@[`]])
    expect(describeProblems("dev", problemsWith("callbackUrls", value))).not.toContain("hunter2");
});

test("after the fixes are run in order, a list is valid", () => {
  const url = fc.oneof(
    fc.constantFrom("https://a.example.com", "https://A.example.com", "http://a.example.com#x", "nonsense"),
    fc.constantFrom(
      "https://*.example.com",
      "app://x",
      "localhost:3000",
      "https://a.example.com/cb,https://b.de",
    ),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...lists), fc.array(url, { maxLength: 6 }), (name, urls) => {
      let values: Readonly<Record<string, string>> = { ...goodValues, [own(name)]: JSON.stringify(urls) };
      for (let round = 0; round < 3; round += 1)
        values = applyFixes(values, readSettings(source({}, { base: values })).problems);
      expect(readSettings(source({}, { base: values })).problems).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
