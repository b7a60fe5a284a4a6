import { Hono } from "hono";
import { expect, test } from "vitest";
import type { HttpEnv } from "../../../../sandbox/auth0/edge/httpEnv.ts";
import { cookieOf, setDeviceCookie } from "../../../../sandbox/auth0/login/frames.ts";

test.each([
  ["https://localhost:3000", "__Host-did=d1; Max-Age=31536000; Path=/; HttpOnly; Secure; SameSite=None"],
  ["http://localhost:3000", "did=d1; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax"],
])(
  "a device is recognized at %s, over TLS also by a page embedded in the application",
  async (origin, cookie) => {
    const app = new Hono<HttpEnv>();
    app.get("/", (c) => {
      const known = cookieOf(c, origin, "device") ?? "nobody";
      setDeviceCookie(c, origin, "d1");
      return c.text(known);
    });
    const first = await app.request("/");
    expect(first.headers.get("set-cookie")).toBe(cookie);
    expect(await first.text()).toBe("nobody");
    const again = await app.request("/", { headers: { cookie: cookie.split(";")[0] ?? "" } });
    expect(await again.text()).toBe("d1");
  },
);
