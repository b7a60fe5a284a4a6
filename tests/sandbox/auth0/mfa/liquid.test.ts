import { expect, onTestFinished, test, vi } from "vitest";
import { render } from "../../../../sandbox/auth0/mfa/liquid.ts";

test("a message's date is in English and UTC, wherever the local tenant runs", async () => {
  vi.stubEnv("TZ", "Asia/Kathmandu");
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  expect(await render("{{ '2026-11-29T10:00:00Z' | date: '%A %H:%M %z' }}", {})).toBe("Sunday 10:00 +0000");
});
