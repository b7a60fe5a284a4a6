import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { freePort, reactSample, startSampleApp } from "../../../commands/local/sampleApp.ts";
import { addTestFolder } from "../../run/testRun.ts";
import { newFixture } from "../tenant/fixture.ts";
import type { Fixture, FixtureOptions } from "../tenant/fixture.ts";

/**
 * The test's own copy of the React sample: two Vites in one folder would write the same configuration and
 * cache.
 */
async function copyOfSample(): Promise<string> {
  // Within the checkout, where the sample's packages are found.
  const parent = fileURLToPath(new URL("../../../.sandbox", import.meta.url));
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, "react-spa-"));
  addTestFolder(folder);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(reactSample, folder, {
    recursive: true,
    filter: (path) => !["node_modules", "dist", "auth_config.json"].includes(basename(path)),
  });
  return folder;
}

/** A fixture whose application is the React sample, served at a port of its own; both end with the test. */
export async function newSampleFixture(
  options: FixtureOptions = {},
): Promise<{ fixture: Fixture; app: string }> {
  const folder = await copyOfSample();
  const port = await freePort(0);
  const fixture = await newFixture({ ...options, callback: `http://localhost:${port}` });
  const sample = await startSampleApp({
    folder,
    authConfig: { domain: fixture.url, clientId: fixture.clientId },
    port,
  });
  onTestFinished(() => sample.close());
  return { fixture, app: sample.url };
}
