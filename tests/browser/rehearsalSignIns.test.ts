import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { launchChromium } from "../../commands/local/browser.ts";
import { startLanding } from "../../commands/rehearse/landing.ts";
import { Pictures } from "../../commands/rehearse/Pictures.ts";
import { RestartedBrowser } from "../../commands/rehearse/RestartedBrowser.ts";
import { SignIns } from "../../commands/rehearse/SignIns.ts";
import type { Application } from "../../commands/rehearse/SignIns.ts";
import { newFixture } from "../support/tenant/fixture.ts";

const callback = "https://app.example.com/callback";

interface Rehearsing {
  signIns: SignIns;
  application: Application;
  folder: string;
  /** The browsers that were started, in order. */
  launched: Browser[];
}

/** Sign-ins on a tenant that asks for no code, with these pictures. */
async function rehearsing(
  picturesIn: (folder: string, launched: Browser[]) => Pictures,
): Promise<Rehearsing> {
  const { description, clientId } = await newFixture({ policy: "never", callback });
  const folder = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-pictures-"));
  const landing = await startLanding(description, [callback]);
  const launched: Browser[] = [];
  const browser = new RestartedBrowser(async () => {
    const one = await launchChromium([`--host-resolver-rules=${landing.hostRules}`]);
    launched.push(one);
    return one;
  }, new AbortController().signal);
  onTestFinished(async () => {
    await browser.close();
    await landing.close();
    await rm(folder, { recursive: true });
  });
  const sandbox = { describe: () => description, messagesSettled: () => Promise.resolve() };
  const signIns = new SignIns(sandbox, browser, landing, picturesIn(folder, launched));
  return { signIns, application: { clientId, callback }, folder, launched };
}

/** Screenshots during which the browser ends, as often as requested. */
class Fatal extends Pictures {
  readonly #launched: Browser[];
  #times: number;

  constructor(folder: string, launched: Browser[], times: number) {
    super(folder);
    this.#launched = launched;
    this.#times = times;
  }

  override async take(...args: Parameters<Pictures["take"]>) {
    if ((this.#times -= 1) >= 0) await this.#launched.at(-1)?.close();
    return super.take(...args);
  }
}

test("each page that a user sees is captured once", async () => {
  const { signIns, application, folder } = await rehearsing((into) => new Pictures(into));
  const user = await signIns.newUser();
  expect(await signIns.signIn(application, user, "new before")).toEqual({
    outcome: { kind: "password" },
    pictures: [
      { page: "Welcome", file: "01.png" },
      { page: "Signed in", file: "02.png" },
    ],
  });
  expect(await signIns.signIn(application, user, "new before")).toEqual({ outcome: { kind: "password" } });
  expect(await readdir(folder)).toEqual(["01.png", "02.png"]);
});

test("a failed screenshot does not change the outcome", async () => {
  const { signIns, application, folder } = await rehearsing((into) => new Pictures(join(into, "file")));
  await writeFile(join(folder, "file"), "");
  expect(await signIns.signIn(application, await signIns.newUser(), "new after")).toEqual({
    outcome: { kind: "password" },
  });
  expect(await signIns.tryCallback({ ...application, callback: "https://other.example.com" })).toEqual({
    callback: "https://other.example.com",
    outcome: { kind: "refused", why: expect.stringContaining("Callback URL mismatch") as string },
  });
});

test("a browser that exits during a sign-in is restarted, and the sign-in is repeated", async () => {
  const { signIns, application, launched } = await rehearsing((into, all) => new Fatal(into, all, 1));
  const { outcome } = await signIns.signIn(application, await signIns.newUser(), "new after");
  expect(outcome).toEqual({ kind: "password" });
  expect(launched).toHaveLength(2);
});

test("a sign-in that crashes the browser twice counts as not tried, not as a lockout", async () => {
  const { signIns, application } = await rehearsing((into, all) => new Fatal(into, all, 2));
  const { outcome } = await signIns.signIn(application, await signIns.newUser(), "new after");
  expect(outcome).toMatchObject({ kind: "not-tried", because: expect.stringMatching(/closed/) as string });
});
