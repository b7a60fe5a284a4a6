import { afterEach, expect, test, vi } from "vitest";

const install = vi.fn<(options: { root: string }) => Promise<unknown>>();

/** The installer when Pulumi's site responds, or does not. */
async function installerWhere({ isReachable }: { isReachable: boolean }) {
  vi.resetModules();
  vi.doMock("../../../commands/engine/reach.ts", () => ({
    isReachable: (url: string) => Promise.resolve(isReachable && url.startsWith("https://get.pulumi.com/")),
  }));
  vi.doMock("../../../commands/engine/onPath.ts", () => ({ versionOf: () => Promise.resolve("3.270.0") }));
  vi.doMock("@pulumi/pulumi/automation/index.js", () => ({ PulumiCommand: { install } }));
  const { installOfficial } = await import("../../../commands/engine/official.ts");
  return () => installOfficial("/cache/official", "3.270.0");
}

afterEach(() => {
  install.mockReset();
  vi.doUnmock("../../../commands/engine/reach.ts");
  vi.doUnmock("../../../commands/engine/onPath.ts");
  vi.doUnmock("@pulumi/pulumi/automation/index.js");
  vi.resetModules();
});

test("installs Pulumi's own build if Pulumi's site can be reached", async () => {
  install.mockResolvedValue({});
  const installOfficial = await installerWhere({ isReachable: true });
  expect(await installOfficial()).toEqual({ binFolder: "/cache/official/bin", version: "3.270.0" });
  expect(install.mock.lastCall?.[0]).toMatchObject({
    root: "/cache/official",
    version: { version: "3.270.0" },
  });
});

test("tries nothing if the site can't be reached", async () => {
  const installOfficial = await installerWhere({ isReachable: false });
  expect(await installOfficial()).toBeUndefined();
  expect(install).not.toHaveBeenCalled();
});

test("falls back if the installation fails", async () => {
  install.mockRejectedValue(new Error("403"));
  const installOfficial = await installerWhere({ isReachable: true });
  expect(await installOfficial()).toBeUndefined();
});
