import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { auth0SdkVersion } from "../../sandbox/plugins/auth0/sdk.ts";
import { toolchain } from "../support/stack/savedStack.ts";
import { signInState } from "../support/stack/signInState.ts";
import { testStack } from "../support/stack/testStack.ts";

const older = "3.48.0";

/** Pulumi's folder with the plugin under an older version's name, too. */
async function homeWithBoth(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-home-"));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const plugins = join(home, "plugins");
  await cp(join((await toolchain()).home, "plugins"), plugins, { recursive: true });
  const [from, to] = [auth0SdkVersion(), older].map((version) => join(plugins, `resource-auth0-v${version}`));
  await cp(from ?? "", to ?? "", { recursive: true });
  return home;
}

test("a new version of Auth0's provider changes nothing, and removes what the old one created", async () => {
  const stack = await testStack({ up: true });
  const home = await homeWithBoth();
  const pulumi = async (args: readonly string[], input?: string): Promise<string> => {
    const env = { ...process.env, ...stack.local.environment, PULUMI_HOME: home };
    const { code, stdout, stderr } = await stack.local.pulumi(args, {
      env,
      ...(input !== undefined && { input }),
    });
    expect(code, stdout + stderr).toBe(0);
    return stdout;
  };
  const underscored = (version: string) => `default_${version.replaceAll(".", "_")}`;
  const state = await pulumi(["stack", "export"]);
  const made = state.replaceAll(underscored(auth0SdkVersion()), underscored(older));
  expect(made).not.toBe(state);
  await pulumi(
    ["stack", "import"],
    made.replaceAll(`"version": "${auth0SdkVersion()}"`, `"version": "${older}"`),
  );
  await stack.calls();

  await pulumi(["up", "--yes", "--skip-preview", "--expect-no-changes"]);
  expect(await stack.calls()).toEqual([]);
  expect(await pulumi(["stack", "export"])).not.toContain(underscored(older));
  expect(await signInState(stack)).toEqual({ required: true, possible: true });

  await pulumi(["destroy", "--yes", "--skip-preview"]);
  expect(await signInState(stack)).toEqual({ required: false, possible: false });
  expect(await stack.api("GET", "/branding/phone/providers")).toMatchObject({ providers: [] });
});
