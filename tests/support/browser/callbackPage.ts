import type { BrowserContextOptions, Page } from "playwright-core";
import { Hono } from "hono";
import { onTestFinished } from "vitest";
import type { HttpEnv } from "../../../sandbox/auth0/edge/httpEnv.ts";
import { listen } from "../../../sandbox/listen.ts";
import { newContext } from "./browser.ts";
import { authorization, newWorld, password, usNumber } from "../tenant/world.ts";
import type { World, WorldOptions } from "../tenant/world.ts";

/** A world, a browser, and the address at which the world's application waits for the end of a sign-in. */
export interface Visit {
  world: World;
  page: Page;
  callback: string;
  /** Opens the login page as a click on the application's button would. */
  start: (changes?: Record<string, string>, page?: Page) => Promise<void>;
}

/** An application that only says that somebody came back: for tests of what happens before that. */
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

/** A world of the test's own and a browser that has not been there yet. */
export async function newVisit(
  options: WorldOptions & { browser?: BrowserContextOptions } = {},
): Promise<Visit> {
  const { browser, ...worldOptions } = options;
  const callback = await serveCallback();
  const world = await newWorld({ ...worldOptions, callback });
  const page = await (await newContext(browser)).newPage();
  return {
    world,
    page,
    callback,
    start: async (changes = {}, other = page) => {
      await other.goto(world.url + authorization(world, { redirect_uri: callback, ...changes }).path);
    },
  };
}

/** Waits for the browser's return to the application. */
export const backInApplication = (page: Page): Promise<void> =>
  page.getByRole("heading", { name: "Back in the application" }).waitFor();

/**
 * A user with a phone, enrolled in another browser: one without a screen, as it is not what the test is
 * about.
 */
export async function newEnrolledUser({ world, callback }: Visit): Promise<string> {
  const { email } = await world.newUser();
  const visitor = world.visitor();
  const login = await visitor.open(authorization(world, { redirect_uri: callback }).path);
  const enrollment = await visitor.submit(login, { username: email, password });
  const challenge = await visitor.submit(enrollment, { phone: usNumber });
  await visitor.submit(challenge, { code: await world.messages.nextCode(usNumber) });
  return email;
}
