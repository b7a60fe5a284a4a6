import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { run } from "../../../commands/engine/run.ts";

const folder = fileURLToPath(new URL("../../../", import.meta.url));

test("a proxy that never connects fails a call, and keeps no process alive afterwards", async () => {
  const proxy = createServer((socket) => socket.on("error", () => undefined));
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  onTestFinished(() => void proxy.close());
  const script = `
    import { realTransport, requestJson } from "./tenant/http/requestJson.ts";
    await requestJson(realTransport, "https://tenant.eu.auth0.com/", {}, "read it").catch((error) => console.log(error.message));`;
  const port = (proxy.address() as AddressInfo).port;
  const { code, stdout } = await run(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", HTTPS_PROXY: `http://127.0.0.1:${port}` },
  });
  expect([code, stdout]).toEqual([0, expect.stringContaining("did not respond in time") as string]);
});
