import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../../commands/engine/run.ts";
import { managementApi, sandboxApi } from "../../commands/local/localTenant.ts";
import type { Api } from "../../commands/local/localTenant.ts";
import { root } from "../../dev/root.ts";
import { stepsOf } from "../support/docs/blocks.ts";
import { play } from "../support/docs/play.ts";
import type { Play } from "../support/docs/play.ts";
import { Reader } from "../support/docs/Reader.ts";
import { commitAll } from "../../dev/projectCopy.ts";
import { guide, setUpExisting } from "../support/tenant/existingTenant.ts";

/** The steps of "Use it on your own tenant", up to where a page takes over. */
const configured = [
  "pulumi login --local",
  "pulumi stack init dev",
  "pulumi config set auth0:domain YOUR_TENANT.eu.auth0.com",
  "pulumi config set auth0:clientId CLIENT_ID",
  "pulumi config set --secret auth0:clientSecret",
];
const withTwilio = [
  ...configured,
  "pulumi config set twilio:accountSid AC…",
  "pulumi config set --secret twilio:authToken",
  "pulumi config set twilioFrom +1…",
];
const deployed = [...withTwilio, "npm run pulumi -- up --stack dev"];

const types =
  (commands: readonly string[]) =>
  async (reader: Reader): Promise<void> => {
    for (const command of commands) {
      const { code, text } = await reader.types(command);
      expect(code, `${command}\n${text}`).toBe(0);
    }
  };

const pageOf = (name: string): Promise<string> => readFile(join(root, "docs", `${name}.md`), "utf8");

const api = ({ sandbox }: Reader): Api => managementApi(sandbox.describe());
const carrier = (reader: Reader, settings: object): Promise<unknown> =>
  sandboxApi(reader.sandbox.describe())("PATCH", "/carriers/twilio", settings);

/** What somebody changed in the dashboard. */
async function changeByHand(reader: Reader): Promise<void> {
  await api(reader)("PUT", "/guardian/policies", ["confidence-score"]);
  const clients = (await api(reader)("GET", "/clients")) as { client_id: string; callbacks?: string[] }[];
  for (const { client_id: id, callbacks = [] } of clients)
    if (callbacks.includes("http://localhost:3000"))
      await api(reader)("PATCH", `/clients/${id}`, { callbacks: [...callbacks, "http://localhost:8484"] });
}

/** A change to Plivo's Action, which sends with the wrong credentials then. */
async function breakAction({ folder }: Reader): Promise<void> {
  const stackFile = join(folder, "Pulumi.dev.yaml");
  const text = await readFile(stackFile, "utf8");
  await writeFile(stackFile, text.replace("sender: twilio", "sender: plivo"));
  await commitAll(folder);
  await run("git", ["update-ref", "refs/remotes/origin/main", "HEAD"], { cwd: folder });
  const action = join(folder, "senders", "plivo", "action.cjs");
  const code = await readFile(action, "utf8");
  await writeFile(action, code.replace(":${secrets.PLIVO_AUTH_TOKEN}", ":${secrets.PLIVO_TOKEN}"));
}

const doctor = "npm run doctor -- --stack dev";
const drift = "npm run drift -- --stack dev";

/** How the pages are played that a reader follows from top to bottom. */
const pages: readonly (Play & { page: string; first?: (reader: Reader) => Promise<unknown> })[] = [
  { page: "getting-started", first: types(withTwilio) },
  { page: "configuration", first: types(withTwilio) },
  {
    page: "adopt",
    first: async (reader) => {
      const description = reader.sandbox.describe();
      await setUpExisting(api(reader), { ...guide, messages: "of the tenant", crowded: true }, description);
      await types(configured)(reader);
    },
  },
  {
    page: "doctor-and-drift",
    first: types(deployed),
    before: {
      [doctor]: (reader) =>
        carrier(reader, { trial: true, numbers: [{ phoneNumber: "+14155550100", sms: true, voice: true }] }),
      [`${doctor} --send-test +1…`]: (reader) =>
        carrier(reader, {
          trial: false,
          numbers: [{ phoneNumber: reader.sandbox.describe().twilio.from, sms: true, voice: true }],
        }),
      [drift]: changeByHand,
    },
    codes: { [doctor]: 2, [drift]: 2 },
  },
  {
    page: "rehearsals",
    before: { "npm run rehearse -- --stack dev": breakAction },
    codes: { "npm run rehearse -- --stack dev": 2 },
  },
  { page: "policy-rules", first: types(withTwilio) },
  { page: "safety" },
  { page: "local-tenant" },
];

test.each(pages)(
  "$page: every command works, and prints what the page shows",
  async ({ page, first, ...how }) => {
    const reader = await Reader.arrive();
    await first?.(reader);
    await play(await pageOf(page), reader, how);
  },
);

/** A page's sections, by their headings. */
function sectionsOf(page: string): [heading: string, text: string][] {
  return page
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf("\n")), section]);
}

test("docs/recipes.md: each recipe is a configuration that can be previewed", async () => {
  const reader = await Reader.arrive();
  await types(deployed)(reader);
  const stackFile = join(reader.folder, "Pulumi.dev.yaml");
  const before = await readFile(stackFile, "utf8");
  for (const [heading, section] of sectionsOf(await pageOf("recipes"))) {
    const commands = stepsOf(section).map(({ command }) => command);
    if (commands.length === 0) continue;
    await play(section, reader);
    const { code, text } = await reader.types("npm run pulumi -- preview --stack dev");
    // The policy pack asks for a permission first, as the recipe says.
    expect(code, `${heading}\n${text}`).toBe(heading === "Buy a number" ? 1 : 0);
    await writeFile(stackFile, before);
  }
});
