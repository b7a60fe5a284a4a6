import { sendersInCommands } from "../senders/commands.ts";
import { senderNames, senders } from "../senders/index.ts";
import type { SenderName } from "../senders/index.ts";
import type { SandboxDescription } from "../sandbox/description.ts";
import { aborted } from "./terminal/command.ts";
import { command, sandboxOptions } from "./sandbox/options.ts";

await command.run(async (options, signal) => {
  // Loaded late, so that a wrong option is reported at once.
  const { startSandbox } = await import("../sandbox/index.ts");
  const running = await startSandbox(sandboxOptions(options));
  const description = running.describe();
  console.log(options.json ? JSON.stringify(description) : prose(description));
  await aborted(signal);
  await running.stop();
  return 0;
});

/** The names come from the state that the tenant starts with. */
function notRunLine(names: readonly string[]): string {
  if (names.length === 0) return "";
  const actions = names.map((name) => JSON.stringify(name)).join(", ");
  return `\n\nThis local tenant does not run the ${names.length === 1 ? "Action" : "Actions"} ${actions} in the login flow.`;
}

function prose({ auth0, inbox, notRun, ...description }: SandboxDescription): string {
  const carriers = Object.entries(senders).map(
    ([name, { label }]) => `  ${label.padEnd(11)} ${description[name as SenderName].url}`,
  );
  const accounts = senderNames.flatMap((name) => {
    const { id, token, from } = sendersInCommands[name].local.accountOf(description);
    const keys = senders[name].account;
    return [
      `  pulumi config set ${keys.id} ${id}`,
      `  pulumi config set --secret ${keys.token} ${token}`,
      `  pulumi config set ${keys.number} ${from}`,
    ];
  });
  return `The local tenant is ready. It runs only on this machine; Ctrl-C stops it.

  tenant      ${auth0.url}  (${auth0.plainUrl} in a browser)
  requests    ${auth0.plainUrl}/sandbox/requests
  inbox       ${inbox.url}
${carriers.join("\n")}${notRunLine(notRun)}

To point tools at it:

  export AUTH0_DOMAIN=${auth0.domain}
  export AUTH0_CLIENT_ID=${auth0.clientId}
  export AUTH0_CLIENT_SECRET=${auth0.clientSecret}
  export SSL_CERT_FILE="${auth0.caFile}"
  export NODE_EXTRA_CA_CERTS="${auth0.caFile}"

To use the tenant with a stack of your own, also:

  pulumi config set auth0:domain ${auth0.domain}
${accounts.join("\n")}`;
}
