import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readStackFiles, sharingParts } from "../../../commands/userStack/stackFiles.ts";
import { findProject } from "../../../commands/engine/project.ts";

test("finds a project's other stacks by their stack files, and ignores copies and broken files", async () => {
  const folder = await mkdtemp(join(tmpdir(), "stack-files-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const own = "config:\n  auth0:domain: acme.eu.auth0.com\n  acme:manage: [policy]\n";
  const files = {
    "Pulumi.yaml": "name: acme\n",
    "Pulumi.dev.yaml": own,
    "Pulumi.prod.eu.yaml": own,
    "Pulumi.dev copy.yaml": own,
    "Pulumi.dev.yaml.bak": own,
    "Pulumi.half.yaml": "config: [",
    "Pulumi.empty.yaml": "",
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const found = await readStackFiles(await findProject(folder), "organization/acme/dev");
  expect(found.own).toEqual({ "auth0:domain": "acme.eu.auth0.com", manage: ["policy"] });
  expect(Object.fromEntries(found.others.map(({ name, config }) => [name, config]))).toEqual({
    "prod.eu": found.own,
    half: {},
    empty: {},
  });
});

test("names the other stacks of a tenant, and the parts that each manages together with this one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "stack-files-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = (manage: string, domain = "acme.eu.auth0.com") =>
    `config:\n  auth0:domain: ${domain}\n  acme:manage: ${manage}\n`;
  const files = {
    "Pulumi.yaml": "name: acme\n",
    "Pulumi.dev.yaml": file("[sender, policy, application]"),
    "Pulumi.app.yaml": file("[application]"),
    "Pulumi.all.yaml": "config:\n  auth0:domain: ACME.eu.auth0.com\n",
    "Pulumi.prod.yaml": file("[policy]", "acme-prod.eu.auth0.com"),
    "Pulumi.new.yaml": "config: {}\n",
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const project = await findProject(folder);
  expect(await sharingParts(project, "dev")).toEqual([
    { name: "all", managed: ["sender", "policy"], clientIds: [] },
    { name: "app", managed: [], clientIds: [] },
  ]);
  expect(await sharingParts(project, "new")).toEqual([]);
});

test("names the existing applications whose URLs another stack manages together with this one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "stack-files-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = (keys: string) =>
    `config:\n  auth0:domain: acme.eu.auth0.com\n  acme:manage: [application]\n  ${keys}\n`;
  const files = {
    "Pulumi.yaml": "name: acme\n",
    "Pulumi.dev.yaml": file(
      "acme:applications: { a: { existingClientId: one }, b: { existingClientId: two } }",
    ),
    "Pulumi.same.yaml": file("acme:existingClientId: two"),
    "Pulumi.other.yaml": file("acme:existingClientId: three"),
    "Pulumi.read.yaml": file('acme:existingClientId: two\n  acme:manageUrls: "false"'),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const beside = await sharingParts(await findProject(folder), "dev");
  expect(Object.fromEntries(beside.map(({ name, clientIds }) => [name, clientIds]))).toEqual({
    same: ["two"],
    other: [],
    read: [],
  });
});
