import { expect, test } from "vitest";
import { readActions } from "../../../tenant/readers/actions.ts";

const read = (action: object) => {
  const asked: string[] = [];
  const get = (path: string) => {
    asked.push(path);
    return Promise.resolve({ actions: [{ id: "act_1", name: "Send", ...action }], total: 1 });
  };
  return { asked, found: readActions({ domain: "t.eu.auth0.com", get }, "send-phone-message") };
};

test("the Actions of one trigger are asked for", async () => {
  const { asked, found } = read({});
  await found;
  expect(asked).toEqual(["/actions/actions?triggerId=send-phone-message&per_page=100&page=0"]);
});

const empty = { code: "", runtime: undefined, dependencies: [], secrets: [] };

test.each([
  ["draft", {}],
  [
    "draft whose members are null",
    {
      status: null,
      code: null,
      runtime: null,
      dependencies: null,
      modules: null,
      secrets: null,
      all_changes_deployed: null,
      deployed_version: null,
    },
  ],
])("a %s has no code, no secrets, and no deployed version", async (_, action) => {
  expect(await read(action).found).toEqual([
    { id: "act_1", name: "Send", status: "unknown", isDeployed: false, ...empty, deployed: undefined },
  ]);
});

test("a deployed Action has its own source and that of the version that runs", async () => {
  const source = {
    code: "one();",
    runtime: "node22",
    dependencies: [{ name: "axios", version: "1.0.0" }, { name: "undici" }, { version: "2.0.0" }],
    modules: [{ module_name: "ours", module_version_number: 3 }, {}],
    secrets: [{ name: "TOKEN", updated_at: "2026-01-02T03:04:05.000Z" }, { name: "OLD" }],
  };
  const expected = {
    code: "one();",
    runtime: "node22",
    dependencies: ["axios@1.0.0", "undici@?", "?@2.0.0", "ours@3", "?@?"],
    secrets: [
      { name: "TOKEN", updatedAt: new Date("2026-01-02T03:04:05.000Z") },
      { name: "OLD", updatedAt: undefined },
    ],
  };
  const action = {
    ...source,
    status: "built",
    all_changes_deployed: true,
    deployed_version: { ...source, code: "zero();", number: 7, built_at: "2026-01-02T03:04:06.000Z" },
  };
  expect(await read(action).found).toEqual([
    {
      id: "act_1",
      name: "Send",
      status: "built",
      isDeployed: true,
      ...expected,
      deployed: {
        ...expected,
        code: "zero();",
        number: 7,
        deployedAt: new Date("2026-01-02T03:04:06.000Z"),
      },
    },
  ]);
  expect(await read({ deployed_version: {} }).found).toMatchObject([
    { deployed: { ...empty, number: undefined, deployedAt: undefined } },
  ]);
});
