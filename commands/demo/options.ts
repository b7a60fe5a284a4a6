import { senderNames } from "../../senders/index.ts";
import { defineCommand } from "../terminal/command.ts";
import type { OptionsOf } from "../terminal/command.ts";
import { flag, integer, oneOf } from "../terminal/options.ts";

export const command = defineCommand({
  name: "demo",
  local: true,
  forms: ["[options]", "pulumi ARGS"],
  summary: `Brings up a local Auth0 tenant, this project's stack on it by the real Pulumi engine, and the React sample to sign in
with; codes arrive in an inbox page. While it runs, "npm run demo -- pulumi ARGS" in another terminal runs pulumi on it.`,
  options: {
    stack: oneOf(["dev", "prod"], "the committed stack to bring up"),
    sender: oneOf(senderNames, "who sends the messages"),
    "phone-experience": oneOf(["unified", "legacy"], "the tenant's phone experience"),
    "app-port": integer(
      "N",
      { least: 0, most: 65_535, unset: 3000 },
      "the React sample's port, and what the stack declares; 0 takes any",
    ),
    check: flag("try everything and end: previews without a change, then both guides in a browser"),
    headed: flag("with --check: show the browser"),
  },
  check: ({ check, headed, stack }, checks) => {
    if (headed && !check) checks.add("--headed shows the browser of --check; give both.");
    if (check && stack === "prod")
      checks.add(
        "--check signs in to the sample on this machine, which only the dev stack declares; leave --stack prod out.",
      );
  },
});

export type DemoOptions = OptionsOf<typeof command>;
