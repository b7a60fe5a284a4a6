import { parseArgs } from "node:util";
import type { SenderName } from "../../senders/index.ts";
import { OptionChecks } from "../options.ts";

export const usage = `Usage: npm run demo -- [options]
       npm run demo -- pulumi ARGS

Brings up a local Auth0 tenant, this project's stack on it by the real Pulumi engine, and the React sample to sign in
with; codes arrive in an inbox page. While it runs, "npm run demo -- pulumi ARGS" in another terminal runs pulumi on it.

  --stack dev|prod                    the committed stack to bring up (dev)
  --sender twilio|plivo               who sends the messages (twilio)
  --phone-experience unified|legacy   the tenant's phone experience (unified)
  --app-port N                        the React sample's port, and what the stack declares; 0 takes any (3000)
  --check                             try everything and end: previews without a change, then both guides in a browser
  --headed                            with --check: show the browser
  --help                              this text`;

export interface DemoOptions {
  stack: string;
  sender: SenderName;
  phoneExperience: "unified" | "legacy";
  appPort: number;
  check: boolean;
  headed: boolean;
}

/** Reads the command line; all that is wrong with it is said at once. */
export function readOptions(args: string[]): DemoOptions {
  const { values } = parseArgs({
    args,
    options: {
      stack: { type: "string", default: "dev" },
      sender: { type: "string", default: "twilio" },
      "phone-experience": { type: "string", default: "unified" },
      "app-port": { type: "string", default: "3000" },
      check: { type: "boolean", default: false },
      headed: { type: "boolean", default: false },
    },
  });
  const checks = new OptionChecks();
  const options = {
    stack: checks.oneOf("--stack", values.stack, ["dev", "prod"]),
    sender: checks.oneOf("--sender", values.sender, ["twilio", "plivo"]),
    phoneExperience: checks.oneOf("--phone-experience", values["phone-experience"], ["unified", "legacy"]),
    appPort: checks.integer("--app-port", values["app-port"], 0, 65_535),
    check: values.check,
    headed: values.headed,
  };
  if (values.headed && !values.check) checks.add("--headed shows the browser of --check; give both.");
  if (values.check && values.stack === "prod")
    checks.add(
      "--check signs in to the sample on this machine, which only the dev stack declares; leave --stack prod out.",
    );
  checks.finish();
  return options;
}
