import http from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { tryBoxUrl } from "../../../../commands/local/tryBox.ts";
import { itWorksPage } from "../../../../sandbox/auth0/login/pages/itWorks.ts";
import { headingOf } from "../../../support/signIn/visitor.ts";
import { newFixture, password } from "../../../support/tenant/fixture.ts";

const pageOf = async (amr?: string[]): Promise<string> =>
  String(
    await itWorksPage({
      tenantName: "T",
      clientName: "Try",
      notRun: [],
      claims: { sub: "auth0|1", ...(amr && { amr }) },
      scope: "openid",
      secondFactor: undefined,
    }),
  );

test.each([
  [["mfa"], "outcome good", "Multi-factor authentication was done."],
  [["pwd"], "outcome weak", "No second factor was asked for."],
  [undefined, "outcome weak", "No second factor was asked for."],
])("amr %j is shown as %s", async (amr, look, says) => {
  const html = await pageOf(amr);
  expect(html).toContain(look);
  expect(html).toContain(says);
});

test("the Try box is answered by this machine, regardless of the proxy of Node's agents", async () => {
  const { globalAgent } = http;
  onTestFinished(() => {
    http.globalAgent = globalAgent;
  });
  // As NODE_USE_ENV_PROXY has it: nothing listens there.
  http.globalAgent = new http.Agent({ proxyEnv: { HTTP_PROXY: "http://127.0.0.1:1" } });
  const fixture = await newFixture({ policy: "never" });
  const user = await fixture.newUser();
  const visitor = fixture.visitor();
  const login = await visitor.open(await tryBoxUrl(fixture.description));
  const end = await visitor.submit(login, { username: user.email, password });
  expect([end.status, headingOf(end)]).toEqual([200, "It Works!"]);
});
