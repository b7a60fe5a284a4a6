import { describe, expect, test } from "vitest";
import { CommandError } from "../../../commands/terminal/command.ts";
import {
  readConfiguration,
  readState,
  readUpdates,
  settingsAtLastUp,
} from "../../../commands/userStack/stackReading.ts";
import type { RunResult } from "../../../commands/engine/run.ts";
import { readSettings } from "../../../settings/settings.ts";
import { goodValues, secretKeys, source } from "../../support/settings/source.ts";

/** An engine that answers what the test says, by the command's first words. */
function engine(answers: Record<string, Partial<RunResult>>) {
  const calls: string[] = [];
  return {
    calls,
    pulumi: (args: readonly string[]) => {
      calls.push(args.join(" "));
      const [, answer] = Object.entries(answers).find(([start]) => args.join(" ").startsWith(start)) ?? [];
      return Promise.resolve({ code: 0, stdout: "", stderr: "", ...answer });
    },
  };
}

const failing = (stderr: string) => ({ code: 255, stderr: `error: ${stderr}\n` });

const own = { project: "auth0-phone-mfa", environment: {} };

describe("a stack that can't be read", () => {
  test.each([
    ["no stack named 'dev' found", /Existing stacks: prod, staging\./],
    [
      "PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
      /you are not logged in/,
    ],
    ["passphrase must be set with PULUMI_CONFIG_PASSPHRASE or …", /need a passphrase/],
    ["incorrect passphrase", /the passphrase is wrong/],
    ["failed to load checkpoint: place 1: unexpected end of JSON input", /damaged or truncated/],
    ["no Pulumi.yaml project file found", /no Pulumi\.yaml here.*--cwd/],
    [
      "getting stack configuration: invalid YAML file: yaml: line 12: did not find expected ',' or ']'",
      /not valid YAML: line 12: did not find expected ',' or ']'\. Fix: correct that line/,
    ],
    [
      'yaml: unmarshal errors:\n  line 4: mapping key "acme:a" already defined at line 3',
      /not valid YAML: line 4: mapping key "acme:a" already defined at line 3\. Fix: correct that line/,
    ],
    [
      'yaml: unmarshal errors:\n  line 4: mapping key "acme:a" already defined at line 3\n  line 6: more',
      /not valid YAML: line 4: mapping key "acme:a" already defined at line 3; line 6: more\. Fix/,
    ],
    ["something else", /something else\. Run npm run pulumi -- config --json --stack dev to see more/],
  ])("%s", async (stderr, says) => {
    const pulumi = engine({
      config: failing(stderr),
      "stack ls": { stdout: '[{"name":"prod"},{"name":"staging"}]' },
    });
    const failure = readConfiguration(pulumi, "dev", own);
    await expect(failure).rejects.toThrow(CommandError);
    await expect(failure).rejects.toThrow(says);
    await expect(failure).rejects.toThrow('Failed to read stack "dev": ');
  });

  test("explains how to create the first stack", async () => {
    const pulumi = engine({ config: failing("no stack named 'dev' found"), "stack ls": { stdout: "[]" } });
    await expect(readConfiguration(pulumi, "dev", own)).rejects.toThrow("stack init dev");
  });
});

test("reads the configuration as the program does: lists, secrets and the environment", async () => {
  const config = {
    "auth0-phone-mfa:appName": { value: "App", secret: false },
    "auth0-phone-mfa:callbackUrls": {
      value: '["https://a.example"]',
      objectValue: ["https://a.example"],
      secret: false,
    },
    "auth0-phone-mfa:sender": { value: "twilio", secret: false },
    "twilio:authToken": { value: "0".repeat(32), secret: true },
  };
  const pulumi = engine({ config: { stdout: JSON.stringify(config) } });
  const { settings, problems } = await readConfiguration(pulumi, "dev", {
    ...own,
    environment: { AUTH0_CLIENT_ID: "abc" },
  });
  expect(pulumi.calls).toEqual(["config --json --show-secrets --stack dev"]);
  expect(settings).toMatchObject({
    applications: { spa: { appName: "App", callbackUrls: ["https://a.example"] } },
  });
  expect(settings.auth0.clientId).toBe("abc");
  expect(problems.map(({ key }) => key)).not.toContain("twilio:authToken");
  expect(problems.map(({ key }) => key)).toContain("auth0:clientSecret");
});

test("reads the state of the given stack, and reports why it can't", async () => {
  const state = { version: 3, deployment: { resources: [] } };
  const pulumi = engine({ "stack export": { stdout: JSON.stringify(state) } });
  expect(await readState(pulumi, "dev")).toEqual(state);
  expect(pulumi.calls).toEqual(["stack export --show-secrets --stack dev"]);
  const damaged = engine({
    "stack export": failing("failed to load checkpoint: unexpected end of JSON input"),
  });
  await expect(readState(damaged, "dev")).rejects.toThrow(/damaged or truncated/);
});

describe("the last up", () => {
  const entry = (kind: string, result: string, endTime: string, config = {}) => ({
    kind,
    result,
    endTime,
    config,
  });
  const read = (history: object[]) =>
    readUpdates(engine({ "stack history": { stdout: JSON.stringify(history) } }), "dev");

  test("is the newest update that succeeded, to the end of its second", async () => {
    const updates = await read([
      entry("refresh", "succeeded", "2026-01-05T00:00:00.000Z"),
      entry("update", "failed", "2026-01-04T00:00:00.000Z"),
      entry("update", "succeeded", "2026-01-03T00:00:00.000Z"),
      entry("update", "succeeded", "2026-01-02T00:00:00.000Z"),
    ]);
    expect(updates.lastUp).toEqual(new Date("2026-01-03T00:00:00.999Z"));
    expect(updates.failed).toEqual({ command: "up", at: new Date("2026-01-04T00:00:00.999Z") });
  });

  test("is unknown if there was none", async () => {
    expect(await read([])).toEqual({ lastUp: undefined, configured: {}, failed: undefined });
  });

  test("has the settings of its time; a secret is not shown, and assumed to be unchanged", async () => {
    const own = "auth0-phone-mfa:";
    const config = Object.fromEntries(
      Object.entries(goodValues).map(([key, value]) => [
        key,
        secretKeys.includes(key)
          ? { secret: true }
          : {
              value,
              secret: false,
              ...(value.startsWith("[") && { objectValue: JSON.parse(value) as unknown }),
            },
      ]),
    );
    const updates = await read([entry("update", "succeeded", "2026-01-03T00:00:00.000Z", config)]);
    expect(settingsAtLastUp(source(), updates)).toBeUndefined();
    const now = source({ [`${own}mfaPolicy`]: "adaptive", [`${own}appName`]: "Other" });
    expect(settingsAtLastUp(now, updates)).toEqual(readSettings(source()).settings);
    expect(settingsAtLastUp(now, await read([]))).toBeUndefined();
  });
});
