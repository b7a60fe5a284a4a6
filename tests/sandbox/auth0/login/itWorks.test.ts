import http from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { tryBoxUrl } from "../../../../commands/local/tryBox.ts";
import { itWorksPage } from "../../../../sandbox/auth0/login/pages/itWorks.ts";
import { alertOf, headingOf, textOf } from "../../../support/signIn/visitor.ts";
import { newFixture, password } from "../../../support/tenant/fixture.ts";

type SecondFactor = Parameters<typeof itWorksPage>[0]["secondFactor"];

const pageOf = async (amr?: string[], secondFactor?: SecondFactor): Promise<string> =>
  String(
    await itWorksPage({
      tenantName: "T",
      clientName: "Try",
      notRun: [],
      claims: { sub: "auth0|1", ...(amr && { amr }) },
      scope: "openid",
      secondFactor,
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

test.each<[SecondFactor, string]>([
  [{ method: "sms", sender: "Twilio" }, "The code came by SMS, sent by Twilio."],
  [{ method: "voice", sender: "Twilio" }, "The code came by voice call, sent by Twilio."],
  [{ method: "sms", sender: undefined }, "The code came by SMS, sent by an unknown sender."],
  [{ method: "recovery-code", sender: undefined }, "The second factor was a recovery code."],
])("the second factor %j is described", async (secondFactor, says) => {
  expect(await pageOf(["mfa"], secondFactor)).toContain(says);
});

test("the Try box shows what the tokens contain", async () => {
  const page = { url: "", status: 200, headers: new Headers(), text: await pageOf(), location: undefined };
  expect(textOf(page)).toBe(
    "T It Works! No second factor was asked for. Claims of the ID token sub auth0|1 Scope of the access token openid",
  );
});

test("the Try box says that a sign-in without an ID token is none", async () => {
  const fixture = await newFixture({ policy: "never" });
  const user = await fixture.newUser();
  const visitor = fixture.visitor();
  const url = new URL(await tryBoxUrl(fixture.description));
  url.searchParams.set("scope", "profile");
  const login = await visitor.open(url.href);
  const end = await visitor.submit(login, { username: user.email, password });
  expect([end.status, headingOf(end), alertOf(end)]).toEqual([
    400,
    "It did not work",
    "No sign-in was found.",
  ]);
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
