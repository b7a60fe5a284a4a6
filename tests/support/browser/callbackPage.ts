import type { BrowserContextOptions, Page } from "playwright-core";
import { Hono } from "hono";
import { onTestFinished } from "vitest";
import type { HttpEnv } from "../../../sandbox/auth0/edge/httpEnv.ts";
import { listen } from "../../../sandbox/listen.ts";
import { newContext } from "./browser.ts";
import { authorization, newFixture, password, usNumber } from "../tenant/fixture.ts";
import type { Fixture, FixtureOptions } from "../tenant/fixture.ts";

/** A fixture, a browser, and the address at which the fixture's application waits for the end of a sign-in. */
export interface Visit {
  fixture: Fixture;
  page: Page;
  callback: string;
  /** Opens the login page as a click on the application's button would. */
  start: (changes?: Record<string, string>, page?: Page) => Promise<void>;
}

/** An application that only reports that somebody came back, for tests of what happens before. */
async function serveCallback(): Promise<string> {
  const app = new Hono<HttpEnv>().get("/", (c) =>
    c.html(
      '<!doctype html><html lang="en"><title>Application</title><h1>Back in the application</h1></html>',
    ),
  );
  const listener = await listen(async (request, env) => app.fetch(request, env), 0);
  onTestFinished(() => listener.close());
  return `http://localhost:${listener.port}`;
}

/** A fixture for one test, and a browser that has not visited it yet. */
export async function newVisit(
  options: FixtureOptions & { browser?: BrowserContextOptions } = {},
): Promise<Visit> {
  const { browser, ...fixtureOptions } = options;
  const callback = await serveCallback();
  const fixture = await newFixture({ ...fixtureOptions, callback });
  const page = await (await newContext(browser)).newPage();
  return {
    fixture,
    page,
    callback,
    start: async (changes = {}, other = page) => {
      await other.goto(fixture.url + authorization(fixture, { redirect_uri: callback, ...changes }).path);
    },
  };
}

/** Waits for the browser's return to the application. */
export const backInApplication = (page: Page): Promise<void> =>
  page.getByRole("heading", { name: "Back in the application" }).waitFor();

/** A user with a phone, enrolled with a headless client, because enrollment is not what the test is about. */
export async function newEnrolledUser({ fixture, callback }: Visit): Promise<string> {
  const { email } = await fixture.newUser();
  const visitor = fixture.visitor();
  const login = await visitor.open(authorization(fixture, { redirect_uri: callback }).path);
  const enrollment = await visitor.submit(login, { username: email, password });
  const challenge = await visitor.submit(enrollment, { phone: usNumber });
  await visitor.submit(challenge, { code: await fixture.messages.nextCode(usNumber) });
  return email;
}
