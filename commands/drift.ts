import { compareStack } from "./drift/compareStack.ts";
import { declaredSender, madeBy } from "./drift/Declared.ts";
import { asJson } from "./drift/report/asJson.ts";
import { differencesIn, failureSentence } from "./drift/report/DriftReport.ts";
import type { DriftReport } from "./drift/report/DriftReport.ts";
import { markdown } from "./drift/report/markdown.ts";
import { plain } from "./drift/report/plain.ts";
import { mfaActionSentence } from "../mfa/mfaActions.ts";
import { readMfaActionsIfAllowed } from "../tenant/readers/mfaActions.ts";
import { ManagementApi } from "../tenant/api/ManagementApi.ts";
import { CommandError, defineCommand } from "./terminal/command.ts";
import type { OptionsOf } from "./terminal/command.ts";
import { flag, folder, stack, text } from "./terminal/options.ts";
import { output } from "./terminal/output.ts";
import { waiting } from "./terminal/waiting.ts";
import { outputsIn } from "./userStack/revealedState.ts";
import { haveCredentialsChanged } from "./userStack/sentCredentials.ts";
import { readState, readUpdates, settingsAtLastUp } from "./userStack/stackReading.ts";
import { readUserStack, settingsOf, userPulumi } from "./userStack/userStack.ts";
import type { UserStack } from "./userStack/userStack.ts";

const command = defineCommand({
  name: "drift",
  forms: ["--stack NAME [options]"],
  summary:
    "Compares a tenant with what its stack declares, directly through the Management API and with read-only scopes. Changes nothing.",
  options: {
    stack,
    cwd: folder,
    json: flag("one JSON document"),
    markdown: text("FILE|-", "a Markdown document, for a pull request or a job's summary"),
  },
  check: ({ json, markdown }, checks) => {
    if (json && markdown === "-")
      checks.add("--json and --markdown - both print to the terminal; give --markdown a file name.");
  },
  exits: {
    0: "no difference",
    2: "drift, or a change that is not applied yet",
    1: "the check could not run",
  },
});

async function drift(options: OptionsOf<typeof command>): Promise<number> {
  const report = await waiting(`Reading stack "${options.stack}" and its tenant`, async () =>
    driftOf(await readUserStack(options.stack, options.cwd), options.cwd),
  );
  await output(options.markdown, () => markdown(report));
  if (options.json) console.log(asJson(report));
  else if (options.markdown !== "-") console.log(plain(report));
  return differencesIn(report).length > 0 ? 2 : 0;
}

async function driftOf(deployed: UserStack, cwd: string): Promise<DriftReport> {
  const settings = settingsOf(deployed);
  const { name, engine, source } = deployed;
  const pulumi = userPulumi(engine, cwd);
  const [state, updates] = await Promise.all([readState(pulumi, name), readUpdates(pulumi, name)]);
  const outputs = outputsIn(state);
  const { lastUp, failed } = updates;
  if (outputs["domain"] === undefined) {
    throw new CommandError(
      `Failed to compare stack "${name}": nothing is deployed yet. Fix: npm run pulumi -- up --stack ${name}.`,
    );
  }
  const api = new ManagementApi(settings.auth0);
  const began = performance.now();
  const sender = declaredSender({ settings });
  const areOthers = sender !== undefined && (await haveCredentialsChanged(state, sender));
  const declared = {
    stack: name,
    settings,
    ...madeBy(outputs),
    lastUp,
    haveCredentialsChanged: areOthers,
  };
  const before = settingsAtLastUp(source, updates);
  const comparisons = await compareStack(api, declared, before && { ...declared, settings: before });
  const actions = await readMfaActionsIfAllowed(api);
  const ofActions = actions
    ? actions.filter((one) => !settings.actionsWithoutMfa.includes(one)).map(mfaActionSentence)
    : ["The check for Actions that require MFA could not run: the token lacks the scope read:actions."];
  const notes = [...(failed ? [failureSentence(failed)] : []), ...ofActions];
  const seconds = (performance.now() - began) / 1000;
  return {
    stack: name,
    domain: settings.auth0.domain,
    lastUp,
    comparisons,
    notes,
    calls: api.calls,
    seconds,
  };
}

await command.run(drift);
