import { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import { SemVer } from "semver";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { installOfficial } from "../../../commands/engine/official.ts";

const fetched = vi.fn<typeof fetch>();
const install = vi.fn<typeof PulumiCommand.install>();

beforeEach(() => {
  vi.stubGlobal("fetch", fetched);
  vi.spyOn(PulumiCommand, "install").mockImplementation(install);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  fetched.mockReset();
  install.mockReset();
});

/** Installs an engine when Pulumi's site responds, or does not. */
function installWhere({ isReachable }: { isReachable: boolean }) {
  if (isReachable) fetched.mockResolvedValue(new Response());
  else fetched.mockRejectedValue(new TypeError("fetch failed"));
  return installOfficial("/cache/official", "3.270.0");
}

test("installs Pulumi's own build if Pulumi's site can be reached", async () => {
  install.mockResolvedValue({ command: "pulumi", version: new SemVer("3.270.1") });
  expect(await installWhere({ isReachable: true })).toEqual({
    binFolder: "/cache/official/bin",
    version: "3.270.1",
  });
  expect(fetched).toHaveBeenCalledWith("https://get.pulumi.com/install.sh", expect.anything());
  expect(install.mock.lastCall?.[0]).toMatchObject({
    root: "/cache/official",
    version: { version: "3.270.0" },
  });
});

test("tries nothing if the site can't be reached", async () => {
  expect(await installWhere({ isReachable: false })).toBeUndefined();
  expect(install).not.toHaveBeenCalled();
});

test("falls back if the installation fails", async () => {
  install.mockRejectedValue(new Error("403"));
  expect(await installWhere({ isReachable: true })).toBeUndefined();
});
