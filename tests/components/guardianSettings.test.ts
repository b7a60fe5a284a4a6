import { expect, test } from "vitest";
import { guardianSettingsBut } from "../../components/guardianSettings.ts";

test.each(["policy", "phone"] as const)("a Guardian that owns %s ignores everything else", (owned) => {
  const ignored = guardianSettingsBut([owned]);
  expect(ignored).not.toContain(owned);
  expect([...ignored, owned].sort()).toEqual([
    "duo",
    "email",
    "otp",
    "phone",
    "policy",
    "push",
    "recoveryCode",
    "webauthnPlatform",
    "webauthnRoaming",
  ]);
});
