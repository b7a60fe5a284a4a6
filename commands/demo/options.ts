import { senderNames } from "../../senders/index.ts";
import { defineCommand } from "../terminal/command.ts";
import type { OptionsOf } from "../terminal/command.ts";
import { flag, integer, oneOf } from "../terminal/options.ts";

export const command = defineCommand({
  name: "demo",
  local: true,
  forms: ["[options]", "pulumi ARGS"],
  summary: `Starts a local Auth0 tenant, deploys this project's stack to it with the real Pulumi engine, and starts the React sample to sign in
with. Codes arrive on an inbox page. While the demo runs, use "npm run demo -- pulumi ARGS" in another terminal to run pulumi on it.`,
  options: {
    stack: oneOf(
      ["dev", "prod"],
      "the stack to deploy: its file in this folder, without accounts and secrets. With prod, no sample runs; sign in through the Try box",
    ),
    sender: oneOf(senderNames, "the sender of the messages"),
    "phone-experience": oneOf(["unified", "legacy"], "the tenant's phone experience"),
    "app-port": integer(
      "N",
      { least: 0, most: 65_535, unset: 3000 },
      "the React sample's port, which the stack also declares; 0 takes any free port",
    ),
    check: flag(
      "runs everything once and exits: previews that show no change, then both guides in a browser",
    ),
    headed: flag("with --check: shows the browser"),
  },
  check: ({ check, headed, stack }, checks) => {
    if (headed && !check) checks.add("--headed works only with --check; pass both.");
    if (check && stack === "prod")
      checks.add(
        "--check signs in to the sample on this machine, which only the dev stack declares; leave out --stack prod.",
      );
  },
});

export type DemoOptions = OptionsOf<typeof command>;
