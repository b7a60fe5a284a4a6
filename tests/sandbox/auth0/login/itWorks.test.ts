import { expect, test } from "vitest";
import { itWorksPage } from "../../../../sandbox/auth0/login/pages/itWorks.ts";

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
])("amr %j looks %s", async (amr, look, says) => {
  const html = await pageOf(amr);
  expect(html).toContain(look);
  expect(html).toContain(says);
});
