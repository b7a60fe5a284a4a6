import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { Hono } from "hono";
import type { HttpEnv } from "../../sandbox/auth0/edge/httpEnv.ts";
import { Inbox } from "../../sandbox/inbox/inbox.ts";
import { inboxRouter } from "../../sandbox/inbox/router.ts";
import { listen } from "../../sandbox/listen.ts";
import type { Listener } from "../../sandbox/listen.ts";
import { newContext } from "../support/browser/browser.ts";
import { sms } from "../sandbox/inbox/messages.ts";

interface OpenInbox {
  inbox: Inbox;
  page: Page;
  url: string;
  /** Errors and refusals that the browser wrote to its console. */
  complaints: string[];
  /** The server's responses: path and status. */
  answers: [string, number][];
  /** Stops the server, does `between`, and starts it again at the same port. */
  restart: (between: () => Promise<void>) => Promise<void>;
}

/** The page in a browser, live where there is a script. */
async function open(
  before: (inbox: Inbox) => void = () => undefined,
  options: BrowserContextOptions & { path?: string } = {},
): Promise<OpenInbox> {
  const inbox = new Inbox();
  before(inbox);
  const app = new Hono<HttpEnv>().route("/inbox", inboxRouter(inbox));
  const serve = async (port: number): Promise<Listener> =>
    await listen(async (request, env) => {
      const response = await app.fetch(request, env);
      answers.push([new URL(request.url).pathname, response.status]);
      return response;
    }, port);
  const answers: OpenInbox["answers"] = [];
  let listener = await serve(0);
  onTestFinished(() => listener.close());
  const { path = "/inbox", ...contextOptions } = options;
  const context = await newContext(contextOptions);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  const url = `http://localhost:${listener.port}`;
  await page.goto(url + path);
  if (options.javaScriptEnabled !== false && !path.includes("before"))
    await page.locator("#connection.live").waitFor();
  return {
    inbox,
    page,
    url,
    complaints,
    answers,
    restart: async (between) => {
      await listener.close();
      await between();
      listener = await serve(Number(new URL(url).port));
    },
  };
}

const fill =
  (count: number) =>
  (inbox: Inbox): void => {
    for (let at = 1; at <= count; at += 1)
      inbox.record(
        sms({ text: `${100_000 + at} is code ${at}`, to: `+1415555${String(at).padStart(4, "0")}` }),
      );
  };

const failed = sms({
  to: "+33612345678",
  status: "failed",
  error: { code: "21408", message: "Permission to send an SMS has not been enabled for the region." },
});

/** Attempts of a page, run in the browser, with the result of each. */
const stealing = (inbox: string): string => `(async () => {
  const seen = [];
  seen.push(await fetch("${inbox}/messages.json").then((r) => r.text(), () => "fetch failed"));
  seen.push(await fetch("${inbox}/messages.json", { mode: "no-cors" }).then(() => "blind fetch", () => "blind fetch"));
  const source = new EventSource("${inbox}/events?after=");
  seen.push(await new Promise((done) => {
    source.onmessage = (event) => done(event.data);
    source.onerror = () => done("stream failed");
  }));
  source.close();
  const add = (tag, from) => new Promise((done) => {
    const element = Object.assign(document.createElement(tag), { src: from });
    element.onload = () => done(element);
    element.onerror = () => done(tag + " failed");
    document.body.append(element);
  });
  seen.push(await add("script", "${inbox}/inbox.js"));
  seen.push("frame " + (await add("iframe", "${inbox}")).contentDocument);
  return seen;
})()`;

interface AxeResult {
  violations: { id: string; nodes: { html: string }[] }[];
}

const rows = (page: Page) => page.getByRole("listitem");

describe("the inbox in a browser", () => {
  test("explains what to do while it is empty, then shows new messages, newest first", async () => {
    const { inbox, page, complaints } = await open();
    await page.getByText("Nothing has been sent yet.").waitFor();
    inbox.record(sms({ text: "111111 is the first" }));
    await page.getByText("111111 is the first").waitFor();
    inbox.record(failed);
    await page.getByText("Twilio 21408: Permission to send").waitFor();
    inbox.record(sms({ text: "Your code is 2, 2, 2, 2, 2, 2", channel: "voice", carrier: "plivo" }));
    await page.getByText("Your code is 2").waitFor();
    expect(await page.locator(".code:visible").allTextContents()).toEqual(["222222", "123456", "111111"]);
    expect(await rows(page).first().innerText()).toMatch(/Phone call by Plivo from \+14152000000/);
    expect(await page.getByText("Nothing has been sent yet.").isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  test("copies a code, also by keyboard", async () => {
    const { inbox, page, url } = await open();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: url });
    inbox.record(sms({ text: "654321 is your code" }));
    const copy = page.getByRole("button", { name: "Copy" });
    await copy.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe("654321");
    expect(await page.getByRole("status").textContent()).toBe("Code 6 5 4 3 2 1 copied");
  });

  test("filters existing and new messages by any digits of the number", async () => {
    const { inbox, page, url } = await open(fill(150));
    await page.getByLabel("Filter by number").fill("555-0042");
    await expect.poll(() => page.locator(".code").allTextContents()).toEqual(["100042"]);
    await expect.poll(() => page.url()).toBe(`${url}/inbox?number=555-0042`);
    inbox.record(sms({ text: "999999 is for another", to: "+14155550199" }));
    inbox.record(sms({ text: "777777 is for this one", to: "+14155550042" }));
    await expect.poll(() => page.locator(".code").allTextContents()).toEqual(["777777", "100042"]);
    await page.getByLabel("Filter by number").fill("0000000");
    await page.getByText("No message to a matching number yet.").waitFor();
    await page.getByLabel("Filter by number").fill("");
    await expect.poll(() => rows(page).count()).toBe(100);
  });

  test("stays small and complete when thousands of messages arrive while it is open", async () => {
    const { inbox, page, complaints } = await open();
    fill(5_000)(inbox);
    await page.getByText("105000 is code 5000").waitFor();
    await expect.poll(() => rows(page).count()).toBe(200);
    const codes = (await page.locator(".code").allTextContents()).map(Number);
    expect(codes).toEqual(Array.from({ length: 200 }, (_, index) => 105_000 - index));
    await page.getByRole("link", { name: "Older messages" }).click();
    await page.getByText("104800 is code 4800").waitFor();
    expect(await rows(page).count()).toBe(100);
    expect(complaints).toEqual([]);
  });

  test("reconnects after the local tenant restarts, without losing messages", async () => {
    const { inbox, page, restart } = await open(fill(1));
    await restart(async () => {
      await page.getByText("Not connected.").waitFor();
      inbox.record(sms({ text: "888888 came meanwhile" }));
    });
    await page.getByText("888888 came meanwhile").waitFor();
    expect(await page.locator(".code").allTextContents()).toEqual(["888888", "100001"]);
    expect(await page.locator("#connection").textContent()).toBe("Live");
  });

  test("removes all messages after a reset", async () => {
    const { inbox, page } = await open(fill(3));
    inbox.clear();
    await page.getByText("Nothing has been sent yet.").waitFor();
    expect(await rows(page).count()).toBe(0);
    inbox.record(sms({ text: "424242 is new" }));
    await page.getByText("424242 is new").waitFor();
  });

  test("never runs scripts from a message", async () => {
    const nasty = `<img src=x onerror="document.title='owned'"><script>document.title="owned"</script>`;
    const { inbox, page, complaints } = await open((full) => full.record(sms({ text: nasty })));
    inbox.record(sms({ text: `${nasty} live`, to: `javascript:alert(1)//${nasty}` }));
    await expect.poll(() => rows(page).count()).toBe(2);
    expect(await page.locator("main img, main script").count()).toBe(0);
    expect(await page.title()).toBe("Inbox · local tenant");
    expect(await rows(page).first().getByRole("link").getAttribute("href")).toMatch(/^\/inbox\?number=/);
    expect(complaints).toEqual([]);
  });

  test("can't be read by a page of a different port or site", async () => {
    const { page, url, answers } = await open(fill(1));
    const foreign = new Hono<HttpEnv>().get("/", (c) => c.html("<!doctype html><title>foreign</title>"));
    const listener = await listen(async (request, env) => foreign.fetch(request, env), 0);
    onTestFinished(() => listener.close());
    for (const host of ["localhost", "127.0.0.1"]) {
      await page.goto(`http://${host}:${listener.port}/`);
      answers.length = 0;
      const seen = await page.evaluate<string[]>(stealing(`${url}/inbox`));
      expect(seen).toEqual(["fetch failed", "blind fetch", "stream failed", "script failed", "frame null"]);
      const [messages, stream] = ["/inbox/messages.json", "/inbox/events"];
      const refused = [messages, messages, stream, "/inbox/inbox.js", "/inbox"];
      expect(answers).toEqual(refused.map((path) => [path, 403]));
    }
  });

  test("can be read, filtered and paged without its script", async () => {
    const { page } = await open(fill(150), { javaScriptEnabled: false });
    expect(await rows(page).count()).toBe(100);
    expect(await page.getByRole("button").count()).toBe(0);
    await page.getByRole("link", { name: "Older messages" }).click();
    expect(await rows(page).count()).toBe(50);
    await page.getByRole("link", { name: "+14155550007" }).click();
    expect(await page.locator(".code").allTextContents()).toEqual(["100007"]);
  });

  const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  test.each([
    ["light", 1000, (inbox: Inbox) => (fill(3)(inbox), inbox.record(failed))],
    ["dark", 1000, (inbox: Inbox) => (fill(3)(inbox), inbox.record(failed))],
    ["light", 360, (inbox: Inbox) => inbox.record(failed)],
    ["dark", 1000, () => undefined],
  ] as const)("has no axe violations, %s, %i wide", async (colorScheme, width, before) => {
    const options = { colorScheme, viewport: { width, height: 900 } };
    const { page } = await open((inbox) => void before(inbox), options);
    const script = await readFile(axe, "utf8");
    const result = await page.evaluate<AxeResult>(`${script}; axe.run()`);
    expect(result.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
