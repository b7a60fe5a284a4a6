import type { Browser } from "playwright-core";
import { expect, test } from "vitest";
import { stepsOf, writePage } from "../../../commands/rehearse/pages.ts";
import { Pictures } from "../../../commands/rehearse/Pictures.ts";
import { RestartedBrowser } from "../../../commands/rehearse/RestartedBrowser.ts";
import type { Rehearsal, SignIn } from "../../../commands/review/rehearsal/Rehearsal.ts";
import { rehearsalOf } from "../../support/rehearsal/rehearsalOf.ts";

const page = { screenshot: () => Promise.resolve(Buffer.alloc(0)) };
const failing = {
  screenshot: () => Promise.reject(new Error("Protocol error: unable to capture screenshot")),
};

test("a page has one picture for the same users at the same time", async () => {
  const pictures = new Pictures("/nowhere");
  expect(await pictures.take(page, "new before", "Welcome")).toEqual({ page: "Welcome", file: "01.png" });
  expect(await pictures.take(page, "new before", "Welcome")).toBeUndefined();
  expect(await pictures.take(page, "new after", "Welcome")).toEqual({ page: "Welcome", file: "02.png" });
});

test("a failed picture is omitted, and the next such page is captured", async () => {
  const pictures = new Pictures("/nowhere");
  expect(await pictures.take(failing, "new before", "Welcome")).toBeUndefined();
  expect(await pictures.take(page, "new before", "Welcome")).toEqual({ page: "Welcome", file: "02.png" });
});

const browser = (isConnected: boolean) => ({ isConnected: () => isConnected, close: () => undefined });

test("a browser that has exited is restarted once for all callers", async () => {
  let launched = 0;
  const restarted = new RestartedBrowser(() => {
    launched += 1;
    return Promise.resolve(browser(launched > 1) as unknown as Browser);
  }, new AbortController().signal);
  await restarted.running();
  const [one, other] = await Promise.all([restarted.running(), restarted.running()]);
  expect(one).toBe(other);
  expect(launched).toBe(2);
});

test("a browser that did not start is tried again, but not after the command was aborted", async () => {
  const abort = new AbortController();
  let launched = 0;
  const restarted = new RestartedBrowser(() => {
    launched += 1;
    return launched === 1
      ? Promise.reject(new Error("no"))
      : Promise.resolve(browser(false) as unknown as Browser);
  }, abort.signal);
  await expect(restarted.running()).rejects.toThrow("no");
  await restarted.running();
  abort.abort();
  await expect(restarted.running()).rejects.toThrow();
  expect(launched).toBe(2);
});

const signIn = (more: Partial<SignIn>): SignIn => ({
  moment: "after",
  who: "new",
  outcome: { kind: "code" },
  ...more,
});
const rehearsal = (...signIns: SignIn[]): Rehearsal => rehearsalOf(signIns);

test("the page shows what users saw, and omits a sign-in that saw the same again", () => {
  const pictures = [
    { page: "Welcome", file: "01.png" },
    { page: "Signed in", file: "02.png" },
  ];
  const steps = stepsOf(rehearsal(signIn({ pictures }), signIn({})));
  expect(steps.map(({ title, picture }) => [title, picture])).toEqual([
    ["A new user: Welcome", "01.png"],
    ["A new user: Signed in", "02.png"],
  ]);
});

test("a failure is shown at its page, with or without a picture", () => {
  const stuck = { kind: "no-message", why: "The carrier: Authenticate" } as const;
  const pictures = [
    { page: "Welcome", file: "01.png" },
    { page: "Verify Your Identity", file: "02.png" },
  ];
  const failures = (one: SignIn) => stepsOf(rehearsal(one)).map(({ failure }) => failure);
  expect(failures(signIn({ outcome: stuck, pictures }))).toEqual([undefined, stuck.why]);
  expect(failures(signIn({ outcome: stuck }))).toEqual([stuck.why]);
  expect(failures(signIn({ outcome: { kind: "not-tried", because: "Target closed" } }))).toEqual([
    "Not tried, since the browser failed: Target closed",
  ]);
});

test("reports a page that can't be written, without failing", async () => {
  expect(await writePage("/nowhere", rehearsal(signIn({})), "pulumi 3")).toBe(
    "no page: /nowhere/index.html could not be written (ENOENT)",
  );
});
