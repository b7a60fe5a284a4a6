import { expect, test } from "vitest";
import { CallFailure } from "../../../tenant/http/CallFailure.ts";
import type { FailureKind } from "../../../tenant/http/CallFailure.ts";
import { readBindings } from "../../../tenant/readers/bindings.ts";
import { readMfaActions, readMfaActionsIfAllowed } from "../../../tenant/readers/mfaActions.ts";

const guard = "exports.onExecutePostLogin = async (event, api) => { api.multifactor.enable('any'); };";
const harmless = "exports.onExecutePostLogin = async () => {};";
const handsOver = "const other = require('other'); exports.onExecutePostLogin = (event, api) => other(api);";

const deployed = (id: string, code: string, dependencies: object[] = []) => ({
  id,
  name: `Action ${id}`,
  deployed_version: { code, dependencies },
});

/** A tenant with these Actions for the login flow, some of them in it. */
function tenant(actions: object[], bound: string[]) {
  const asked: string[] = [];
  const get = (path: string) => {
    asked.push(path.split("?")[0] ?? "");
    const bindings = bound.map((id) => ({ display_name: id, action: { id } }));
    return Promise.resolve(path.includes("/bindings") ? { bindings, total: bound.length } : { actions });
  };
  return { api: { domain: "t.eu.auth0.com", get }, asked };
}

test.each<[string, object[], string[], string[]]>([
  ["one in the flow that requires MFA", [deployed("a", guard)], ["a"], ["Action a"]],
  ["one that is not in the flow", [deployed("a", guard), deployed("b", harmless)], ["b"], []],
  ["one that is not deployed", [{ id: "a", name: "A", code: guard }], ["a"], []],
  [
    "one that gives its API to a module",
    [deployed("a", handsOver, [{ name: "other" }])],
    ["a"],
    ["Action a"],
  ],
  ["one that gives its API to its own code", [deployed("a", handsOver)], ["a"], []],
  ["a harmless one with a module", [deployed("a", harmless, [{ name: "other" }])], ["a"], []],
  [
    "several",
    [deployed("a", guard), deployed("b", harmless), deployed("c", guard)],
    ["c", "b", "a"],
    ["Action a", "Action c"],
  ],
])(
  "of the Actions for the login flow, those that may require MFA are found: %s",
  async (_, actions, bound, names) => {
    const { api, asked } = tenant(actions, bound);
    expect(await readMfaActions(api)).toEqual(names);
    expect(asked).toEqual(["/actions/triggers/post-login/bindings", "/actions/actions"]);
  },
);

test("an empty login flow takes one call", async () => {
  const { api, asked } = tenant([deployed("a", guard)], []);
  expect(await readMfaActions(api)).toEqual([]);
  expect(asked).toEqual(["/actions/triggers/post-login/bindings"]);
});

const failing = (kind: FailureKind) => ({
  domain: "t.eu.auth0.com",
  get: () => Promise.reject(new CallFailure({ kind, what: "read", why: "Because.", remedy: "" })),
});

test("Actions that the token may not read are unknown; another failure is one", async () => {
  expect(await readMfaActionsIfAllowed(failing("scope"))).toBeUndefined();
  await expect(readMfaActionsIfAllowed(failing("server"))).rejects.toThrow("Because.");
  await expect(readMfaActions(failing("scope"))).rejects.toThrow("Because.");
});

test("a binding has its own name, that of its Action, or its Action's ID", async () => {
  const bindings = [
    { display_name: "Guard", action: { id: "a", name: "A" } },
    { display_name: null, action: { id: "b", name: "B" } },
    { action: { id: "c" } },
  ];
  const get = () => Promise.resolve({ bindings, total: 3 });
  expect(await readBindings({ domain: "t.eu.auth0.com", get }, "post-login")).toEqual([
    { displayName: "Guard", actionId: "a" },
    { displayName: "B", actionId: "b" },
    { displayName: "c", actionId: "c" },
  ]);
});
