import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { forgetAccounts, setValues } from "../../../commands/engine/stackFile.ts";

async function stackFile(text: string | undefined): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "stack-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "Pulumi.yaml"), "name: app\nruntime: nodejs\n");
  const file = join(folder, "Pulumi.dev.yaml");
  if (text !== undefined) await writeFile(file, text);
  return file;
}

const owned = `# Ours
secretsprovider: awskms://alias/key
encryptedkey: abc
encryptionsalt: v1:xyz
environment:
  - prod/secrets
config:
  app:callbackUrls: [https://a.example.com]
  app:token:
    secure: v1:cipher
  auth0:domain: real.eu.auth0.com
  auth0:clientSecret:
    secure: v1:cipher
  pulumi:disable-default-providers: [auth0]
`;

test("removes what binds a stack file to its owner's accounts, and keeps the project's own values", async () => {
  const file = await stackFile(owned);
  await forgetAccounts(file);
  const text = await readFile(file, "utf8");
  expect(parse(text)).toEqual({ config: { "app:callbackUrls": ["https://a.example.com"] } });
  expect(text).not.toMatch(/real\.eu\.auth0\.com|cipher|awskms/);
});

test("adds values to the existing ones", async () => {
  const file = await stackFile("config:\n  app:a: one\n");
  await setValues(file, { "app:b": ["x", "y"], "auth0:domain": "localhost:1" });
  expect(parse(await readFile(file, "utf8"))).toEqual({
    config: { "app:a": "one", "app:b": ["x", "y"], "auth0:domain": "localhost:1" },
  });
});

test("creates the file of a stack that has none", async () => {
  const file = await stackFile(undefined);
  await forgetAccounts(file);
  await setValues(file, { "app:a": "one" });
  expect(parse(await readFile(file, "utf8"))).toEqual({ config: { "app:a": "one" } });
});
