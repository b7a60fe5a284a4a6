import { expect, test } from "vitest";
import { others } from "../scenarios/cases.ts";
import { harmlessChanges, rehearseHarmless } from "../scenarios/harmlessChanges.ts";
import { devStack, plivo, rehearsed } from "../support/rehearsal/rehearsed.ts";

test.each(others(harmlessChanges))("$name: users sign in throughout", rehearseHarmless);

// Each change could be a pull request; the rehearsal must report what it does to users. One more is in
// tests/engine.

test("the sender removed under policy Always: the up stops, and users can still sign in", async () => {
  const { effects, rehearsal } = await rehearsed([
    {
      file: "index.ts",
      from: "...phone, protect });",
      to: "...phone, sender: undefined, protect });",
    },
  ]);
  expect(effects).toEqual([
    expect.objectContaining({
      verdict: "needs attention",
      text: "The update stops without making the change",
      why: expect.stringMatching(/Failed to remove the sender of phone messages/) as string,
    }),
  ]);
  expect(rehearsal.signIns.filter(({ moment }) => moment === "after")).toHaveLength(2);
});

test("a callback URL removed while it is in use: the application gets an error page", async () => {
  const { effects, verdict } = await rehearsed([
    devStack("callbackUrls:\n    - http://localhost:3000", "callbackUrls:\n    - http://localhost:4000"),
  ]);
  expect(verdict).toBe("may lock users out");
  expect(effects[0]).toMatchObject({
    text: "An application that returns to http://localhost:3000 can no longer sign users in",
    why: expect.stringContaining("Callback URL mismatch.") as string,
  });
});

test("a wildcard callback URL instead: users sign in through a matching URL, and a placeholder is not tried", async () => {
  const { rehearsal } = await rehearsed([
    devStack(
      "callbackUrls:\n    - http://localhost:3000",
      "allowWildcards: true\n  auth0-phone-mfa:callbackUrls:\n    - https://preview-*--site.example.net/cb\n    - https://{organization_name}.example.com/cb",
    ),
  ]);
  const after = rehearsal.signIns.filter(({ moment }) => moment === "after");
  expect(after.map(({ outcome }) => outcome.kind)).toEqual(["code", "code"]);
  expect(rehearsal.callbackChecks.at(-1)).toMatchObject({
    callback: "https://preview-any--site.example.net/cb",
    outcome: { kind: "open" },
  });
  expect(rehearsal.assumptions).toEqual([
    "every host that matches https://preview-*--site.example.net/cb works like preview-any--site.example.net",
    "https://{organization_name}.example.com/cb works, which a local tenant can't check",
  ]);
});

test("a template without the code: the message arrives, but no user can sign in with it", async () => {
  const { effects, verdict } = await rehearsed([
    {
      file: "components/PhoneMfa.ts",
      from: "{ text: messages[message], voice: messages[message] }",
      to: `{ text: "Welcome back", voice: messages[message] }`,
    },
  ]);
  expect(verdict).toBe("may lock users out");
  expect(effects).toContainEqual(
    expect.objectContaining({
      text: expect.stringContaining(
        "can't sign in after the change: the message that arrives has no code",
      ) as string,
      why: 'It reads: "Welcome back"',
    }),
  );
});

test("a template that can't be rendered: no message arrives, and no older code is entered", async () => {
  const { effects, verdict } = await rehearsed([
    {
      file: "components/PhoneMfa.ts",
      from: "{ text: messages[message], voice: messages[message] }",
      to: `{ text: "{% include 'code' %}", voice: messages[message] }`,
    },
  ]);
  expect(verdict).toBe("may lock users out");
  expect(effects).toContainEqual(
    expect.objectContaining({
      text: expect.stringContaining(
        "can't sign in after the change: they are asked for a code, and no message arrives",
      ) as string,
      why: expect.stringMatching(/^The tenant's log: ENOENT: Failed to lookup "code"/) as string,
    }),
  );
});

test("an Action that throws: codes are required and never arrive", async () => {
  const { effects, verdict } = await rehearsed(
    [
      {
        file: "senders/plivo/action.cjs",
        from: "async function send(",
        to: "async function send() { throw new Error('planted'); }\nasync function unused(",
      },
    ],
    [plivo],
  );
  expect(verdict).toBe("may lock users out");
  expect(effects).toContainEqual(
    expect.objectContaining({
      text: expect.stringContaining(
        "can't sign in after the change: they are asked for a code, and no message arrives",
      ) as string,
      why: expect.stringContaining("planted") as string,
    }),
  );
});
