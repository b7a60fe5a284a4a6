import { expect, test } from "vitest";
import { newTenant } from "./support.ts";

const lifetimes = [
  "session_lifetime",
  "idle_session_lifetime",
  "ephemeral_session_lifetime",
  "idle_ephemeral_session_lifetime",
];

test.each(lifetimes)("%s in minutes is stored in hours, and not returned", async (name) => {
  const { call } = await newTenant();
  const minutes = `${name}_in_minutes`;
  const patched = await call("PATCH", "/tenants/settings", { [minutes]: 15, friendly_name: "Quarter" });
  expect(patched).toMatchObject({ status: 200, body: { [name]: 0.25, friendly_name: "Quarter" } });
  const { body } = await call("GET", "/tenants/settings");
  expect(body).toMatchObject({ [name]: 0.25 });
  expect([patched.body, body].some((each) => minutes in (each as object))).toBe(false);
  expect((await call("PATCH", "/tenants/settings", { [minutes]: null })).body).toMatchObject({
    [name]: 0.25,
  });
  expect((await call("PATCH", "/tenants/settings", { [name]: 7 })).body).toMatchObject({ [name]: 7 });
});
