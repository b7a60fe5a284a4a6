import { describe, expect, onTestFinished, test } from "vitest";
import { connectProxy } from "../support/http/connectProxy.ts";
import { runCli } from "../support/stack/runCli.ts";
import { deploy, expectNoSecret } from "../support/stack/deployedStack.ts";

const through = (host: string) => {
  const proxy = `http://someone:proxy-secret@${host}`;
  const names = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY"];
  return { ...Object.fromEntries(names.map((name) => [name, proxy])), NODE_USE_ENV_PROXY: "1" };
};

async function stackBehind(to: number, refuseWith?: number) {
  const proxy = await connectProxy(to, refuseWith);
  const stack = await deploy();
  onTestFinished(() => stack.close());
  const run = async (command: string, ...args: string[]) => {
    // Plugins and language host start with what the command passes on to the engine.
    const local = { ...stack.local, attached: [] };
    const answer = await runCli(local, command, [...args, "--stack", "dev"], through(proxy.host));
    expectNoSecret(stack, answer.text);
    expect(answer.text).not.toContain("proxy-secret");
    return answer;
  };
  return { stack, proxy, run };
}

describe("behind a proxy", () => {
  test("doctor, review and up bypass it for a local tenant", async () => {
    const { proxy, run } = await stackBehind(1);
    for (const [command = "", ...args] of [
      ["doctor"],
      ["review", "--refresh"],
      ["pulumi", "up", "--yes", "--skip-preview", "--refresh"],
    ]) {
      const { code, text } = await run(command, ...args);
      expect(code, text).toBe(0);
    }
    expect(proxy.asked).toEqual([]);
  });

  test("doctor uses it for a remote tenant, and names it if it rejects the connection", async () => {
    const { stack, proxy, run } = await stackBehind(1, 403);
    await stack.local.configure({ "auth0:domain": "tenant.example.com" }, {});
    const { code, text } = await run("doctor");
    expect(code).toBe(2);
    expect(text).toContain(`the proxy ${proxy.host} rejected the connection to tenant.example.com (403)`);
    expect(proxy.asked).toContain("tenant.example.com:443");
    expect(proxy.asked).toContain("api.twilio.com:443");
  });
});
