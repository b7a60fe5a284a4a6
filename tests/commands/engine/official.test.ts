import { beforeEach, expect, test, vi } from "vitest";
import { installOfficial } from "../../../commands/engine/official.ts";
import { isReachable } from "../../../commands/engine/reach.ts";

vi.mock("../../../commands/engine/reach.ts");
vi.mock("../../../commands/engine/onPath.ts", () => ({ versionOf: () => Promise.resolve("3.270.0") }));
const install = vi.hoisted(() => vi.fn<(options: { root: string }) => Promise<unknown>>());
vi.mock("@pulumi/pulumi/automation/index.js", () => ({ PulumiCommand: { install } }));

beforeEach(() => {
  install.mockReset().mockResolvedValue({});
});

test("where Pulumi's site answers, its own build is installed", async () => {
  vi.mocked(isReachable).mockResolvedValue(true);
  expect(await installOfficial("/cache/official", "3.270.0")).toEqual({
    binFolder: "/cache/official/bin",
    version: "3.270.0",
  });
  expect(install.mock.lastCall?.[0]).toMatchObject({
    root: "/cache/official",
    version: { version: "3.270.0" },
  });
});

test("where it does not answer, nothing is tried", async () => {
  vi.mocked(isReachable).mockResolvedValue(false);
  expect(await installOfficial("/cache/official", "3.270.0")).toBeUndefined();
  expect(install).not.toHaveBeenCalled();
});

test("an installation that fails leaves the next way open", async () => {
  vi.mocked(isReachable).mockResolvedValue(true);
  install.mockRejectedValue(new Error("403"));
  expect(await installOfficial("/cache/official", "3.270.0")).toBeUndefined();
});
