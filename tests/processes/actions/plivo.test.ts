import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { action, legacy, newRuntime, standIn, unified } from "./support.ts";

const code = readFileSync(new URL("../../../senders/plivo/action.cjs", import.meta.url), "utf8");
const secrets = {
  PLIVO_AUTH_ID: "MAXXXXXXXXXXXXXXXXXX",
  PLIVO_AUTH_TOKEN: "plivo-token-of-theirs",
  PLIVO_FROM: "+15005550006",
};
const message = { recipient: "+15554443232", text: "918273 is your code" };
const legacyEvent = { message_options: { ...message, message_type: "sms" } };
const unifiedEvent = {
  notification: { recipient: message.recipient, as_text: message.text, delivery_method: "text" },
};

async function plivo(status: number) {
  const server = await standIn((_request, response) => response.writeHead(status).end("{}"));
  const runtime = newRuntime({ hosts: { "api.plivo.com": `${server.url}/carriers/plivo` } });
  return { server, runtime, deployed: action(code, { secrets }) };
}

test.each([
  ["legacy", legacy, legacyEvent],
  ["unified", unified, unifiedEvent],
] as const)("the deployed Action sends a message of the %s experience", async (_name, handler, event) => {
  const { server, runtime, deployed } = await plivo(202);
  const result = await runtime.run(deployed, handler, event);
  expect(result).toMatchObject({ outcome: "completed", error: null, notification: null, console: [] });
  const [received] = server.received;
  expect(server.received).toHaveLength(1);
  expect(received?.url).toBe(`/carriers/plivo/v1/Account/${secrets.PLIVO_AUTH_ID}/Message/`);
  expect(received?.headers.authorization).toBe(
    `Basic ${Buffer.from(`${secrets.PLIVO_AUTH_ID}:${secrets.PLIVO_AUTH_TOKEN}`).toString("base64")}`,
  );
  expect(JSON.parse(received?.body ?? "")).toEqual({
    src: secrets.PLIVO_FROM,
    dst: message.recipient,
    text: message.text,
    log: false,
  });
});

test.each([
  [401, "drop", /401/],
  [500, "retry", /500/],
] as const)("Plivo's status %i causes a %s", async (status, kind, reason) => {
  const { runtime, deployed } = await plivo(status);
  const result = await runtime.run(deployed, unified, unifiedEvent);
  expect(result.outcome).toBe("completed");
  expect(result.notification?.kind).toBe(kind);
  expect(result.notification?.reason).toMatch(reason);
});

test("the legacy experience throws an error instead", async () => {
  const { runtime, deployed } = await plivo(401);
  const result = await runtime.run(deployed, legacy, legacyEvent);
  expect(result).toMatchObject({ outcome: "failed", notification: null });
  expect(result.error?.message).toMatch(/401/);
});

test("a redirect does not send the message elsewhere", async () => {
  const other = await standIn((_request, response) => response.end());
  const server = await standIn((_request, response) =>
    response.writeHead(307, { location: other.url }).end(),
  );
  const runtime = newRuntime({ hosts: { "api.plivo.com": server.url } });
  const result = await runtime.run(action(code, { secrets }), unified, unifiedEvent);
  expect(result.notification?.kind).toBe("retry");
  expect(other.received).toEqual([]);
});

test.each(["none", "down"])("without a responding stand-in (%s), Plivo can't be reached", async (kind) => {
  const hosts: Record<string, string> = kind === "down" ? { "api.plivo.com": "http://127.0.0.1:1" } : {};
  const result = await newRuntime({ hosts }).run(action(code, { secrets }), unified, unifiedEvent);
  expect(result.notification).toEqual({ kind: "retry", reason: "Plivo could not be reached." });
});
