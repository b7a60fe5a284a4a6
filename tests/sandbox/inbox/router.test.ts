import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { createInterface } from "node:readline";
import { describe, expect, onTestFinished, test } from "vitest";
import type { InboxMessage } from "../../../sandbox/inbox/inbox.ts";
import { Inbox } from "../../../sandbox/inbox/inbox.ts";
import { inboxRouter } from "../../../sandbox/inbox/router.ts";
import { listen } from "../../../sandbox/listen.ts";
import { newTenant } from "../auth0/support.ts";
import { sms } from "./messages.ts";

const origin = "http://localhost:3000";
const texts = (messages: InboxMessage[]): string[] => messages.map(({ text }) => text);

function newInbox() {
  const inbox = new Inbox();
  const router = inboxRouter(inbox);
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    await router.request(`${origin}${path}`, { headers });
  return { inbox, router, get };
}

describe("the messages as JSON", () => {
  test("are listed newest first, with filters and a limit", async () => {
    const { inbox, get } = newInbox();
    const ids = [1, 2, 3].map((at) => inbox.record(sms({ text: String(at), to: `+1415555012${at % 2}` })).id);
    const list = async (query: string): Promise<string[]> =>
      texts((await (await get(`/messages.json${query}`)).json()) as InboxMessage[]);
    expect(await list("")).toEqual(["3", "2", "1"]);
    expect(await list("?to=%2B14155550121")).toEqual(["3", "1"]);
    expect(await list("?number=0120")).toEqual(["2"]);
    expect(await list(`?after=${ids[0] ?? ""}&limit=1`)).toEqual(["3"]);
    expect(await list(`?before=${ids[1] ?? ""}`)).toEqual(["1"]);
  });

  test.each(["0", "-1", "x", "1e9", "99999999"])("are rejected for the limit %s", async (limit) => {
    const answer = await newInbox().get(`/messages.json?limit=${limit}`);
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { message: "Failed to list messages: limit must be a positive integer." },
    ]);
  });
});

describe("the page", () => {
  test("shows the newest hundred messages, with a link to the others", async () => {
    const { inbox, get } = newInbox();
    for (let at = 1; at <= 150; at += 1) inbox.record(sms({ text: `text ${at}.` }));
    const first = await (await get("/")).text();
    expect(first.match(/text \d+\./g)).toHaveLength(100);
    const older = /id="older"[^>]*href="\/inbox(\?[^"]+)"/.exec(first)?.[1] ?? "";
    const second = await (await get(`/${older}`)).text();
    const numbers = second.match(/(?<=text )\d+(?=\.)/g)?.map(Number);
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => 50 - index));
    expect(second).toMatch(/id="older"[^>]* hidden/);
  });

  test("says what it shows, for all numbers or some, also if that is nothing", async () => {
    const { inbox, get } = newInbox();
    const shown = async (path: string): Promise<string> =>
      (await (await get(path)).text())
        .replaceAll(/<template[^]*<\/template>|<head>[^]*<\/head>/g, "")
        .replaceAll(/<(\w+)[^>]*\shidden[^>]*>[^]*?<\/\1\s*>/g, "")
        .replaceAll(/<[^>]*>/g, " ")
        .replaceAll(/\s+/g, " ")
        .trim();
    const what = "Inbox What the local tenant would have sent to phones. It stays on this machine.";
    expect(await shown("/")).toBe(
      `${what} Nothing has been sent yet. Sign in to an application of this tenant with a phone as the second ` +
        "factor, or send a message to the stand-in for Twilio or Plivo: it appears here as it arrives.",
    );
    inbox.record(sms({ channel: "voice", text: "Hello" }));
    inbox.record(sms({ status: "failed", error: { code: "21610", message: "Unsubscribed" } }));
    const row = "by Twilio from +14152000000 2026-01-02 03:04:05 UTC";
    expect(await shown("/")).toBe(
      `${what} +14155550123 Text message ${row} 123456 123456 is your code ` +
        `Not delivered. Twilio 21610: Unsubscribed +14155550123 Phone call ${row} Hello`,
    );
    expect(await shown("/?number=999")).toBe(
      `${what} Numbers that contain 999. Show all No message to a matching number yet.`,
    );
  });

  test("shows messages as text, regardless of their content", async () => {
    const { inbox, get } = newInbox();
    const nasty = `<img src=x onerror=alert(1)><script>alert(1)</script>"'&`;
    inbox.record(
      sms({
        text: nasty,
        to: nasty,
        from: nasty,
        status: "failed",
        error: { code: nasty, message: nasty },
      }),
    );
    const page = await (await get(`/?number=${encodeURIComponent('"><script>alert(1)</script>')}`)).text();
    const all = page + (await (await get("/")).text());
    expect(all).not.toMatch(/<img|<script>|onerror=[^a]*alert\(1\)>/);
    expect(all).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  });
});

describe("access to the inbox", () => {
  const paths = ["/", "/messages.json", "/events", "/inbox.js", "/inbox.css"];

  test.each(paths)("%s has restrictive headers", async (path) => {
    const { headers } = await newInbox().get(path);
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    );
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });

  test.each([
    ["/inbox.css", "text/css; charset=utf-8"],
    ["/inbox.js", "text/javascript; charset=utf-8"],
  ])("%s is served as %s", async (path, type) => {
    const { headers } = await newInbox().get(path);
    expect(headers.get("content-type")).toBe(type);
  });

  const site = { "sec-fetch-site": "cross-site" };
  const navigation = { "sec-fetch-mode": "navigate" };
  test.each<[string, Record<string, string>]>([
    ["a host that was rebound", { host: "evil.example" }],
    ["a host that begins right", { host: "localhost.evil.example" }],
    ["another origin", { origin: "https://evil.example" }],
    ["another port's origin", { origin: "http://localhost:3001" }],
    ["no origin in particular", { origin: "null" }],
    ["another site's script or event stream", { ...site, "sec-fetch-mode": "no-cors" }],
    ["another port's", { "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors" }],
    ["another site's frame", { ...site, ...navigation, "sec-fetch-dest": "iframe" }],
  ])("is rejected for %s", async (_, headers) => {
    const { inbox, get } = newInbox();
    inbox.record(sms());
    for (const path of paths) {
      const answer = await get(path, headers);
      expect([path, answer.status]).toEqual([path, 403]);
      expect(await answer.text()).not.toContain("123456");
    }
  });

  test("is allowed from a link, and for the page itself", async () => {
    const { get } = newInbox();
    const link = { ...site, ...navigation, "sec-fetch-dest": "document" };
    expect((await get("/", link)).status).toBe(200);
    expect((await get("/messages.json", { "sec-fetch-site": "same-origin", origin })).status).toBe(200);
    for (const host of ["localhost", "127.0.0.1:1", "[::1]:80"])
      expect((await get("/", { host })).status).toBe(200);
  });

  test("is never granted to change it, or to read other files", async () => {
    const { router, get } = newInbox();
    const posted = await router.request(`${origin}/`, { method: "POST" });
    expect([posted.status, await posted.text()]).toEqual([405, "The inbox can only be read."]);
    for (const path of ["/../../etc/passwd", "/%2e%2e%2finbox.ts", "/..%2fassets/inbox.js", "/.git/config"]) {
      const answer = await get(path);
      expect([path, answer.status, await answer.text()]).toEqual([
        path,
        404,
        "Not found. The inbox is at /inbox.",
      ]);
    }
  });
});

interface Stream {
  response: IncomingMessage;
  /** The next event that is not a comment. */
  next(): Promise<{ name: string; id: string; data: InboxMessage }>;
  close(): void;
}

/** An event stream as a browser opens it, over a socket. */
async function open(url: string, headers: Record<string, string> = {}): Promise<Stream> {
  const outgoing = request(url, { headers }).end();
  onTestFinished(() => void outgoing.destroy());
  const response = await new Promise<IncomingMessage>((resolve) => outgoing.once("response", resolve));
  const lines = createInterface({ input: response })[Symbol.asyncIterator]();
  return {
    response,
    close: () => void outgoing.destroy(),
    async next() {
      const fields = { event: "message", id: "", data: "" };
      for (;;) {
        const line = await lines.next();
        if (line.done === true) throw new Error("the stream ended");
        if (line.value === "" && fields.data !== "")
          return { name: fields.event, id: fields.id, data: JSON.parse(fields.data) as InboxMessage };
        const [, name, value] = /^(event|id|data): (.*)$/.exec(line.value) ?? [];
        if (name !== undefined && value !== undefined) fields[name as keyof typeof fields] = value;
      }
    },
  };
}

describe("the event stream", () => {
  async function served() {
    const { inbox, router } = newInbox();
    const listener = await listen(async (incoming, env) => router.fetch(incoming, env), 0);
    onTestFinished(() => listener.close());
    return { inbox, url: `http://127.0.0.1:${listener.port}/events` };
  }

  test("reports new messages, of all numbers or of some", async () => {
    const { inbox, url } = await served();
    inbox.record(sms({ text: "before" }));
    const all = await open(url);
    const some = await open(`${url}?number=0199`);
    expect(all.response.headers["content-type"]).toBe("text/event-stream");
    inbox.record(sms({ text: "one\r\ntwo\n\ndata: three" }));
    const { id } = inbox.record(sms({ text: "to another", to: "+14155550199" }));
    expect((await all.next()).data.text).toBe("one\r\ntwo\n\ndata: three");
    expect(await all.next()).toMatchObject({ id, data: { id, text: "to another" } });
    expect(await some.next()).toMatchObject({ id });
  });

  test("resumes after the reader's last message", async () => {
    const { inbox, url } = await served();
    const ids = ["1", "2", "3"].map((text) => inbox.record(sms({ text })).id);
    const resumed = await open(`${url}?after=${ids[2] ?? ""}`, { "last-event-id": ids[0] ?? "" });
    expect([(await resumed.next()).data.text, (await resumed.next()).data.text]).toEqual(["2", "3"]);
    const asked = await open(`${url}?after=${ids[1] ?? ""}`);
    expect((await asked.next()).data.text).toBe("3");
    const fromStart = await open(`${url}?after=`);
    expect((await fromStart.next()).data.text).toBe("1");
  });

  test("reports that the inbox was emptied, and continues", async () => {
    const { inbox, url } = await served();
    inbox.record(sms());
    const stream = await open(url);
    inbox.record(sms({ text: "first" }));
    expect((await stream.next()).data.text).toBe("first");
    inbox.clear();
    expect((await stream.next()).name).toBe("cleared");
    inbox.record(sms({ text: "after" }));
    expect((await stream.next()).data.text).toBe("after");
  });

  test("delivers thousands of messages in order to a slow reader", async () => {
    const { inbox, url } = await served();
    const stream = await open(url);
    stream.response.pause();
    const long = "x".repeat(1_000);
    for (let at = 0; at < 5_000; at += 1) inbox.record(sms({ text: `${at} ${long}` }));
    stream.response.resume();
    for (let at = 0; at < 5_000; at += 1) expect(parseInt((await stream.next()).data.text, 10)).toBe(at);
  });

  test("is unsubscribed when its reader disconnects", async () => {
    const { inbox, url } = await served();
    const left: (() => void)[] = [];
    const gone = new Promise<void>((resolve) => left.push(resolve));
    const subscribe = inbox.subscribe.bind(inbox);
    inbox.subscribe = (...listeners) => {
      const leave = subscribe(...listeners);
      return () => {
        leave();
        left.forEach((resolve) => {
          resolve();
        });
      };
    };
    const stream = await open(url);
    inbox.record(sms());
    await stream.next();
    stream.close();
    await gone;
  });
});

describe("on the tenant", () => {
  const secretsOf = (fixture: Awaited<ReturnType<typeof newTenant>>) => fixture.tenant.state.secrets;

  async function send(fixture: Awaited<ReturnType<typeof newTenant>>): Promise<number> {
    const { accountSid, authToken, from } = secretsOf(fixture).twilio;
    const path = `/carriers/twilio/2010-04-01/Accounts/${accountSid}/Messages.json`;
    const answer = await fixture.app.request(`https://localhost:3000${path}`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
      body: new URLSearchParams({ To: "+14155550123", From: from, Body: "123456 is your code" }),
    });
    return answer.status;
  }

  test("the inbox has each message that a carrier accepted, and a reset empties it and restores the carriers", async () => {
    const fixture = await newTenant({ clock: new Date("2030-01-01T00:00:00Z") });
    const list = async (path: string) => (await fixture.call("GET", path)).body as InboxMessage[];
    expect(await send(fixture)).toBe(201);
    expect(await list("/sandbox/messages")).toMatchObject([{ code: "123456", at: /^2030-01-01T00:/ }]);
    expect(await list("/inbox/messages.json")).toHaveLength(1);
    const patch = await fixture.call("PATCH", "/sandbox/carriers/twilio", { outage: 503 });
    expect([patch.status, await send(fixture)]).toEqual([200, 503]);
    await fixture.call("POST", "/sandbox/reset", {});
    expect(await list("/sandbox/messages")).toEqual([]);
    expect(await send(fixture)).toBe(201);
  });

  test("the inbox and its page contain no credential, and the state no code", async () => {
    const fixture = await newTenant();
    await send(fixture);
    const { twilio, plivo } = secretsOf(fixture);
    const page = await (await fixture.app.request("https://localhost:3000/inbox")).text();
    const json = JSON.stringify((await fixture.call("GET", "/inbox/messages.json")).body);
    for (const secret of [twilio.authToken, plivo.authToken])
      expect(page.includes(secret) || json.includes(secret)).toBe(false);
    expect(page).toContain("123456");
    expect(JSON.stringify(fixture.tenant.state)).not.toContain("123456");
  });

  test.each<[string, string, Record<string, string>, number]>([
    ["GET", "/carriers/twilio/2010-04-01", { host: "evil.example" }, 421],
    ["GET", "/carriers/twilio/2010-04-01", { "sec-fetch-site": "cross-site" }, 403],
    ["POST", "/carriers/plivo/v1/", { origin: "https://evil.example" }, 403],
    ["PATCH", "/sandbox/carriers/twilio", { origin: "https://evil.example" }, 403],
    ["GET", "/sandbox/messages", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }, 403],
  ])("%s %s is closed to foreign pages: %j", async (method, path, headers, status) => {
    const { call } = await newTenant();
    const body = method === "GET" ? undefined : {};
    expect((await call(method, path, body, headers)).status).toBe(status);
  });

  test("settings can be changed by JSON only", async () => {
    const { call } = await newTenant();
    const headers = { "content-type": "text/plain" };
    expect((await call("PATCH", "/sandbox/carriers/twilio", { trial: true }, headers)).status).toBe(400);
  });
});
