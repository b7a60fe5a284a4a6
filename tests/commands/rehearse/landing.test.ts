import { expect, onTestFinished, test } from "vitest";
import { startLanding } from "../../../commands/rehearse/landing.ts";
import { startSandbox } from "../../../sandbox/index.ts";

const callbacks = ["https://app.example.com/callback", "http://localhost:3000"];

/** A landing for a tenant, and the ports that it listens on. */
async function started() {
  const sandbox = await startSandbox({});
  onTestFinished(() => sandbox.stop());
  const landing = await startLanding(sandbox.describe(), callbacks);
  onTestFinished(() => landing.close().catch(() => undefined));
  const [, ...rules] = landing.hostRules.split(",");
  const ports = rules.flatMap((rule) => /127\.0\.0\.1:(\d+)$/.exec(rule)?.[1] ?? []);
  return { sandbox, landing, ports };
}

test("the browser resolves each callback URL's host to the landing page, the tenant to itself, and no other host", async () => {
  const { sandbox, landing } = await started();
  const tenant = new URL(sandbox.describe().auth0.plainUrl).port;
  expect(landing.hostRules.split(",").map((rule) => rule.replace(/127\.0\.0\.1:\d+$/, "HERE"))).toEqual([
    `MAP localhost:${tenant} HERE`,
    "MAP app.example.com:443 HERE",
    "MAP localhost:3000 HERE",
    "MAP * ~NOTFOUND",
  ]);
});

test("rejects a request without a pending sign-in", async () => {
  const { ports } = await started();
  const answer = await fetch(`http://127.0.0.1:${ports.at(-1) ?? ""}/?state=unknown&code=x`);
  expect(await answer.text()).not.toContain("Signed in");
});

test("nothing listens after close", async () => {
  const { landing, ports } = await started();
  expect(ports).toHaveLength(2);
  await landing.close();
  for (const port of ports) await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow(/fetch failed/);
});
