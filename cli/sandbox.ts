import { parseCommandLine, usage } from "../sandbox/commandLine.ts";
import type { SandboxDescription } from "../sandbox/description.ts";

/** Starts the sandbox and serves until Ctrl-C. */
async function main(): Promise<void> {
  const command = parseCommandLine(process.argv.slice(2));
  if (Array.isArray(command)) {
    for (const problem of command) console.error(problem);
    process.exitCode = 2;
    return;
  }
  if (command.help) {
    console.log(usage);
    return;
  }
  // Loaded only now: a wrong option is answered at once.
  const { startSandbox } = await import("../sandbox/index.ts");
  const sandbox = await startSandbox(command.options);
  const stop = (): void => {
    void sandbox.stop();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  const description = sandbox.describe();
  console.log(command.json ? JSON.stringify(description) : prose(description));
}

function prose({ auth0, twilio, plivo, inbox }: SandboxDescription): string {
  return `The local tenant is up. It exists only on this machine and ends with Ctrl-C.

  tenant      ${auth0.url}  (${auth0.plainUrl} in a browser)
  requests    ${auth0.plainUrl}/sandbox/requests
  inbox       ${inbox.url}
  Twilio      ${twilio.url}
  Plivo       ${plivo.url}

To point tools at it:

  export AUTH0_DOMAIN=${auth0.domain}
  export AUTH0_CLIENT_ID=${auth0.clientId}
  export AUTH0_CLIENT_SECRET=${auth0.clientSecret}
  export SSL_CERT_FILE="${auth0.caFile}"
  export NODE_EXTRA_CA_CERTS="${auth0.caFile}"`;
}

try {
  await main();
} catch (error) {
  // The caller's faults say what to do; anything else is ours and keeps its stack.
  const expected = error instanceof Error && ["SandboxError", "StateFileError"].includes(error.name);
  console.error(expected ? error.message : error);
  process.exitCode = expected ? 2 : 1;
}
