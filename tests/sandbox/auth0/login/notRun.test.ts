import { expect, onTestFinished, test } from "vitest";
import { tryBoxUrl } from "../../../../commands/local/tryBox.ts";
import { actionsNotRun } from "../../../../sandbox/auth0/oidc/postLogin.ts";
import { startSandbox } from "../../../../sandbox/index.ts";
import { managementApi } from "../../../../commands/local/localTenant.ts";
import type { Api } from "../../../../commands/local/localTenant.ts";
import { headingOf } from "../../../support/signIn/visitor.ts";
import type { Page } from "../../../support/signIn/visitor.ts";
import { authorization, newFixture, password, redeem, tokens } from "../../../support/tenant/fixture.ts";
import { newTenant } from "../support.ts";

/** Deploys Actions and binds them to the login flow, in this order. */
async function bind(api: Api, ...names: string[]): Promise<void> {
  const bindings = [];
  for (const name of names) {
    const { id } = (await api("POST", "/actions/actions", {
      name,
      supported_triggers: [{ id: "post-login", version: "v3" }],
      code: "exports.onExecutePostLogin = async () => {};",
    })) as { id: string };
    await api("GET", `/actions/actions/${id}`);
    await api("POST", `/actions/actions/${id}/deploy`);
    bindings.push({ ref: { type: "action_id", value: id } });
  }
  await api("PATCH", "/actions/triggers/post-login/bindings", { bindings });
}

/** What the page says of Actions, as it stands in the HTML. */
const noteOf = ({ text }: Page): string =>
  /<p>(This local tenant does not run [^]*?)<\/p>/.exec(text)?.[1] ?? "";

test("pages list the Actions of the login flow, from the login page to the end of the Try box", async () => {
  const fixture = await newFixture({ policy: "never" });
  const { email } = await fixture.newUser();
  const url = await tryBoxUrl(fixture.description);
  const visitor = fixture.visitor();
  expect(noteOf(await visitor.open(url))).toBe("");

  await bind(fixture.api, "Deny on Sundays");
  const login = await visitor.open(url);
  const note = "This local tenant does not run the Action &quot;Deny on Sundays&quot; in the login flow.";
  expect([headingOf(login), noteOf(login)]).toEqual(["Welcome", note]);
  const end = await visitor.submit(login, { username: email, password });
  expect([headingOf(end), noteOf(end)]).toEqual(["It Works!", note]);

  await bind(fixture.api, "One", "Two");
  expect(noteOf(await fixture.visitor().open(url))).toContain(
    "the Actions &quot;One&quot;, &quot;Two&quot; in",
  );
});

test("the log has a warning for each sign-in for which Auth0 would have run an Action", async () => {
  const fixture = await newFixture({ policy: "never" });
  const { email } = await fixture.newUser();
  await bind(fixture.api, "Enrich");
  const visitor = fixture.visitor();
  const asked = authorization(fixture, { scope: "openid offline_access" });
  const page = await visitor.open(asked.path);
  const wrong = await visitor.submit(page, { username: email, password: "wrong" });
  const end = await visitor.submit(wrong, { username: email, password });
  const { body } = await redeem(fixture, end.location, asked.verifier);
  await visitor.open(authorization(fixture, { prompt: "none" }).path);
  const refreshed = { grant_type: "refresh_token", client_id: fixture.clientId };
  await tokens(fixture, { ...refreshed, refresh_token: body["refresh_token"] });

  expect(await fixture.logTypes()).toEqual(["fp", "w", "s", "seacft", "w", "ssa", "w", "sertft"]);
  const [warning] = (await fixture.api("GET", "/logs?q=type:w")) as object[];
  expect(warning).toMatchObject({
    description: 'The local tenant does not run Actions of post-login: "Enrich" is bound and was not run',
    user_name: email,
    client_id: fixture.clientId,
  });
});

test("an Action that is not bound, or bound to a different trigger, is not reported", async () => {
  const fixture = await newFixture({ policy: "never", sender: "plivo", experience: "legacy" });
  await bind(fixture.api, "Unbound");
  await fixture.api("PATCH", "/actions/triggers/post-login/bindings", { bindings: [] });
  const { email } = await fixture.newUser();
  const visitor = fixture.visitor();
  const page = await visitor.open(authorization(fixture).path);
  await visitor.submit(page, { username: email, password });
  expect(noteOf(page)).toBe("");
  expect(await fixture.logTypes()).toEqual(["s"]);
});

test("a tenant that starts with such Actions reports them immediately", async () => {
  const first = await startSandbox();
  onTestFinished(() => first.stop());
  expect(first.describe().notRun).toEqual([]);
  await bind(managementApi(first.describe()), "Kept");
  const second = await startSandbox({ state: first.save() });
  onTestFinished(() => second.stop());
  expect(second.describe().notRun).toEqual(["Kept"]);
});

test("a name is shown as text on a page, regardless of its content", async () => {
  const fixture = await newFixture({ policy: "never" });
  await bind(fixture.api, `"><script>alert(1)</script>'&`);
  const page = await fixture.visitor().open(authorization(fixture).path);
  expect(noteOf(page)).toContain("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;&quot; in");
  expect(page.text).not.toContain("<script");
});

test.each([
  ["a", "a"],
  ["n".repeat(64), "n".repeat(64)],
  ["n".repeat(65), `${"n".repeat(63)}…`],
  ["👍".repeat(70), `${"👍".repeat(63)}…`],
  ["a\nb\u001b[2Jc\u202ed\u2028e", "a?b?[2Jc?d?e"],
])("a name fits on one line: %j", async (name, shown) => {
  const { call, tenant } = await newTenant();
  const api: Api = async (method, path, body) => (await call(method, path, body)).body;
  await bind(api, name);
  expect(actionsNotRun(tenant.state)).toEqual([shown]);
});
