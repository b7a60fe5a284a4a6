import type { Browser } from "playwright-core";
import { heading, pages, typePassword } from "../../commands/local/signInPages.ts";
import { startSandbox } from "../../sandbox/index.ts";
import { benchClient, benchPassword, enrolledTenant, userOf } from "../bench/signInState.ts";
import { openPage, photograph, schemes } from "./schemes.ts";

const callback = "https://shop.example.com/callback";

/** Signs a user in up to the code, and photographs that page beside the inbox that received it. */
export async function photographSignIn(browser: Browser, folder: string): Promise<void> {
  for (const scheme of schemes) {
    const state = await enrolledTenant(1);
    for (const client of state.clients)
      if (client.client_id === benchClient.id)
        Object.assign(client, { name: "Shop", callbacks: [callback], grant_types: ["authorization_code"] });
    const sandbox = await startSandbox({ state });
    try {
      const { plainUrl } = sandbox.describe().auth0;
      const half = { width: 440, height: 620 };
      const signIn = await openPage(browser, scheme, half);
      await signIn.goto(
        `${plainUrl}/authorize?${new URLSearchParams({
          client_id: benchClient.id,
          response_type: "code",
          redirect_uri: callback,
          scope: "openid email",
        }).toString()}`,
      );
      await typePassword(signIn, { email: userOf(0), password: benchPassword });
      await heading(signIn, pages.code);
      const inbox = await openPage(browser, scheme, half);
      await inbox.goto(`${plainUrl}/inbox`);
      await inbox.getByRole("listitem").first().waitFor();
      const [left, right] = await Promise.all(
        [signIn, inbox].map(async (page) => (await page.screenshot()).toString("base64")),
      );
      const both = await openPage(browser, scheme, { width: 2 * half.width + 12, height: half.height });
      await both.setContent(`<style>body { margin: 0; display: flex; gap: 12px; background: transparent }
        img { width: ${half.width}px; border-radius: 8px; }</style>
        <img src="data:image/png;base64,${left ?? ""}"><img src="data:image/png;base64,${right ?? ""}">`);
      await photograph(both, folder, { name: "sign-in", scheme });
      for (const page of [signIn, inbox, both]) await page.context().close();
    } finally {
      await sandbox.stop();
    }
  }
}
